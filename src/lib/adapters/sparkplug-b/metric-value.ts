import type { RawMetric } from './schema.ts';

/** Data types of the specification whose integers are two's complement, by their bits. */
const SIGNED_BITS: Readonly<Record<number, number>> = { 1: 8, 2: 16, 3: 32, 4: 64 };
const DATE_TIME = 13;

/** A metric's number; booleans are 0 and 1. Nothing for texts, dates, data sets and templates. Beyond 2^53 it is the nearest. */
export function numberOf(metric: RawMetric, datatype: number | undefined): number | undefined {
	if (datatype === DATE_TIME) return undefined;
	const bits = SIGNED_BITS[datatype ?? 0];
	const whole = metric.intValue ?? metric.longValue;
	if (whole !== undefined)
		return bits === undefined
			? Number(whole.toString())
			: Number(BigInt.asIntN(bits, BigInt(whole.toString())));
	if (metric.booleanValue !== undefined) return metric.booleanValue ? 1 : 0;
	const value = metric.floatValue ?? metric.doubleValue;
	return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** A property of the metric by its name, whatever its capitals. */
export function propertyOf(
	{ properties }: RawMetric,
	...names: readonly string[]
): string | number | undefined {
	const at = properties?.keys?.findIndex((key) => names.includes(key.toLowerCase())) ?? -1;
	const value = properties?.values?.[at];
	return value?.stringValue ?? value?.intValue ?? (value?.longValue && Number(value.longValue.toString()));
}
