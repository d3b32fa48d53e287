/**
 * Asks a worker one question and waits for the answer that bears its number.
 *
 * @param msPatience after this the worker counts as failed
 * @throws when the worker fails or says nothing in time
 */
export function askWorker<Answer extends { readonly id: number }>(
  worker: Worker,
  question: { readonly id: number },
  msPatience: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      worker.removeEventListener("message", onMessage);
      worker.removeEventListener("error", onError);
      end();
    };
    const onMessage = ({ data }: MessageEvent<Answer>) => {
      if (data.id === question.id) settle(() => resolve(data));
    };
    const onError = () => settle(() => reject(new Error("The worker failed.")));
    const timer = setTimeout(onError, msPatience);
    worker.addEventListener("message", onMessage);
    worker.addEventListener("error", onError);
    worker.postMessage(question);
  });
}
