import protobuf from 'protobufjs/light.js';
import type { EpochMs } from '#lib/model/units.ts';

const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });

/** The payload of Sparkplug B 3.0.0 (section 6.4.1), as far as our devices write it. */
const payloadType = protobuf.Root.fromJSON({
	nested: {
		Payload: {
			edition: 'proto2',
			fields: {
				timestamp: field('uint64', 1),
				metrics: repeated('Metric', 2),
				seq: field('uint64', 3)
			}
		},
		Metric: {
			edition: 'proto2',
			fields: {
				name: field('string', 1),
				timestamp: field('uint64', 3),
				datatype: field('uint32', 4),
				properties: field('PropertySet', 9),
				longValue: field('uint64', 11),
				doubleValue: field('double', 13),
				booleanValue: field('bool', 14),
				stringValue: field('string', 15)
			}
		},
		PropertySet: {
			edition: 'proto2',
			fields: { keys: repeated('string', 1), values: repeated('PropertyValue', 2) }
		},
		PropertyValue: {
			edition: 'proto2',
			fields: { type: field('uint32', 1), stringValue: field('string', 8) }
		}
	}
}).lookupType('Payload');

/** Data types by their numbers (6.4.16). */
const TYPES = { long: 4, double: 10, boolean: 11, string: 12 } as const;

/** A metric with a value of one of the kinds that our devices have. */
export type SparkplugMetric = {
	readonly name: string;
	/** Engineering unit, said in births. */ readonly unit?: string;
} & (
	| { readonly long: number }
	| { readonly double: number }
	| { readonly boolean: boolean }
	| { readonly string: string }
);

/** One payload as bytes. */
export function encodeSparkplug(
	timestamp: EpochMs,
	seq: number,
	metrics: readonly SparkplugMetric[]
): Uint8Array {
	return payloadType
		.encode({ timestamp, seq, metrics: metrics.map((metric) => rawOf(metric, timestamp)) })
		.finish();
}

function rawOf(metric: SparkplugMetric, timestamp: EpochMs): object {
	const { name, unit } = metric;
	return {
		name,
		timestamp,
		...(unit === undefined
			? {}
			: { properties: { keys: ['engUnit'], values: [{ type: TYPES.string, stringValue: unit }] } }),
		...('long' in metric
			? { datatype: TYPES.long, longValue: metric.long }
			: 'double' in metric
				? { datatype: TYPES.double, doubleValue: metric.double }
				: 'boolean' in metric
					? { datatype: TYPES.boolean, booleanValue: metric.boolean }
					: { datatype: TYPES.string, stringValue: metric.string })
	};
}
