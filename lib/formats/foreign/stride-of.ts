import type { Stride } from "@/lib/domain/catalogue/threat";

/**
 * Words of other tools for what a threat attacks, folded. Beside STRIDE those of CIA and LINDDUN that mean the same
 * there, and STRIDE in the languages that threat modelling tools are used in.
 */
const WORDS: readonly (readonly [Stride, RegExp])[] = [
  ["S", /spoof|suplanta|usurpa|なりすまし|仿冒|欺骗|спуфинг|подмен/],
  ["T", /tamper|manipul|alt[ée]ration|adultera|改竄|改ざん|篡改|integrit|подделк|фальсификац/],
  ["R", /repudi|répudi|abstreit|否認|抵赖|否认/],
  [
    "I",
    /disclos|divulga|brecha de info|offenleg|漏洩|泄露|泄漏|confidential|vertraulich|linkab|identifiab|detectab|раскрыти/,
  ],
  [
    "D",
    /denial of service|denial-of-service|^dos$|dienstverweiger|denegaci|d[ée]ni de service|negação|サービス拒否|拒绝服务|availab|verfügbar|отказ в обслуж/,
  ],
  ["E", /elevat|elevaci|élévation|elevação|privileg|rechteausweit|特権|权限提升|提权|повышени/],
];
/** LINDDUN’s “non-repudiation” is the opposite of what R means: that one can’t deny is the harm. */
const NON_REPUDIATION = /non[- ]?r[eé]pudi/;

/** What a threat attacks, by the word that a file has for it; null where the word is not known. */
export function strideOf(word: unknown): Stride | null {
  if (typeof word !== "string") return null;
  const folded = word.slice(0, 200).toLowerCase().trim();
  if (folded.length === 1) return letterOf(folded);
  if (NON_REPUDIATION.test(folded)) return null;
  return WORDS.find(([, words]) => words.test(folded))?.[0] ?? null;
}

function letterOf(letter: string): Stride | null {
  const found = WORDS.find(([stride]) => stride === letter.toUpperCase());
  return found ? found[0] : null;
}
