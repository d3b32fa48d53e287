-- What is worth protecting, and where it lies.
ALTER TABLE "model_element" DROP CONSTRAINT "element_kind";
ALTER TABLE "model_element" ADD CONSTRAINT "element_kind" CHECK ("kind" IN ('system', 'zone', 'component', 'flow', 'path', 'control', 'loss-scenario', 'stated-threat', 'asset'));
