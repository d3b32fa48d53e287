import recognition from "../../lib/catalogue/recognition.yaml";
import { recognise } from "../../lib/domain/latency/measured/recognise";
import type { Recording } from "../../lib/domain/latency/measured/recording";
import { readRecognitionRules } from "../../lib/formats/recognition/read-rules";
import { readYamlDocument } from "../../lib/formats/yaml/read-document";

const TRENDS_SHOWN_MAX = 100;

/**
 * What was measured, and what of it was security work.
 *
 * @returns `format` and `version`, `found` (counts in the file's own words), `requests`, `steps` (milliseconds by security
 *   step), `rules` (what each recognised), `unknownSteps`, `unrecognised` (the longest 50) and `moreUnrecognised`,
 *   `msTotal`, `msSecurity`, `msRest`, `trends` (means and percentiles of summaries) and `notes`
 */
export function inspectMeasurement(recording: Recording) {
  const document = readYamlDocument(recognition);
  if (!document.ok) throw new Error("the rules of this tool can't be read");
  const rules = readRecognitionRules(document.value.data);
  const { format, version, found, notes, requests, trends, ...told } = recognise(recording, rules);
  return {
    format,
    version,
    found,
    requests: requests.length,
    ...told,
    trends: trends.slice(0, TRENDS_SHOWN_MAX),
    moreTrends: Math.max(0, trends.length - TRENDS_SHOWN_MAX),
    notes,
  };
}
