-- Threats that people and files state, beside those that rules derive.
ALTER TABLE "model_element" DROP CONSTRAINT "element_kind";
ALTER TABLE "model_element" ADD CONSTRAINT "element_kind" CHECK ("kind" IN ('system', 'zone', 'component', 'flow', 'path', 'control', 'loss-scenario', 'stated-threat'));
