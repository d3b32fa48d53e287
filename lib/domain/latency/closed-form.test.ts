import { describe, expect, test } from "vitest";
import { msOfExponentialSum, msOfNormalSum } from "./closed-form";
import { HANDSHAKE_ROUND_TRIPS, msOfRoundTrips } from "./handshake";

describe("sums of known times", () => {
  test("of two exponentials: adding p99 overstates, adding p50 understates", () => {
    const alone = (probability: number) => msOfExponentialSum([10], probability);
    expect(msOfExponentialSum([10, 10], 0.99)).toBeCloseTo(66.3835206799381, 8);
    expect(2 * alone(0.99)).toBeCloseTo(92.10340371976184, 8);
    expect(msOfExponentialSum([10, 10], 0.5)).toBeCloseTo(16.78346990016661, 8);
    expect(2 * alone(0.5)).toBeLessThan(16.7);
  });
  test("of unlike exponentials, checked against partial fractions", () => {
    const [a, b] = [2, 7];
    const ms = msOfExponentialSum([a, b], 0.95);
    expect((b * Math.exp(-ms / b) - a * Math.exp(-ms / a)) / (b - a)).toBeCloseTo(0.05, 10);
  });
  test("of normals: variances add up", () => {
    expect(
      msOfNormalSum(
        [
          [20, 3],
          [30, 4],
        ],
        0.99,
      ),
    ).toBeCloseTo(61.6317393702042, 9);
  });
});

describe("a handshake", () => {
  test("saves no round trip by resumption in TLS 1.3, and one in TLS 1.2", () => {
    expect(msOfRoundTrips("tls13-resumed", 20)).toBe(msOfRoundTrips("tls13-full", 20));
    expect(msOfRoundTrips("tls12-full", 20) - msOfRoundTrips("tls12-resumed", 20)).toBe(20);
    expect(HANDSHAKE_ROUND_TRIPS["tls13-0rtt"]).toBe(0);
  });
});
