/** Data files of the product, as text: the bundle carries them. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
