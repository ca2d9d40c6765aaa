import protobuf from 'protobufjs/light.js';

const field = (type: string, id: number) => ({ type, id });

/**
 * The payload of Sparkplug B as its specification 3.0.0 gives it (section 6.4.1), as far as we read it. Proto2: a zero
 * or false that was sent is not the same as none.
 */
const root = protobuf.Root.fromJSON({
	nested: {
		Metric: {
			edition: 'proto2',
			fields: {
				name: field('string', 1),
				alias: field('uint64', 2),
				timestamp: field('uint64', 3),
				datatype: field('uint32', 4),
				isHistorical: field('bool', 5),
				isNull: field('bool', 7),
				properties: field('PropertySet', 9),
				intValue: field('uint32', 10),
				longValue: field('uint64', 11),
				floatValue: field('float', 12),
				doubleValue: field('double', 13),
				booleanValue: field('bool', 14),
				stringValue: field('string', 15)
			}
		},
		PropertySet: {
			edition: 'proto2',
			fields: {
				keys: { rule: 'repeated', ...field('string', 1) },
				values: { rule: 'repeated', ...field('PropertyValue', 2) }
			}
		},
		PropertyValue: {
			edition: 'proto2',
			fields: {
				intValue: field('uint32', 3),
				longValue: field('uint64', 4),
				stringValue: field('string', 8)
			}
		}
	}
});
const metricType = root.lookupType('Metric');

interface Unsigned64 {
	toString(): string;
}

/** A metric as it came; 64-bit numbers are objects with all their digits. */
export interface RawMetric {
	readonly name?: string;
	readonly alias?: Unsigned64;
	readonly timestamp?: Unsigned64;
	readonly datatype?: number;
	readonly isNull?: boolean;
	readonly isHistorical?: boolean;
	readonly properties?: {
		readonly keys?: readonly string[];
		readonly values?: readonly {
			readonly intValue?: number;
			readonly longValue?: Unsigned64;
			readonly stringValue?: string;
		}[];
	};
	readonly intValue?: number;
	readonly longValue?: Unsigned64;
	readonly floatValue?: number;
	readonly doubleValue?: number;
	readonly booleanValue?: boolean;
	readonly stringValue?: string;
}

/** One metric as bytes. */
export function encodeMetric(metric: {
	readonly name: string;
	readonly timestamp: number;
	readonly datatype: number;
	readonly booleanValue: boolean;
}): Uint8Array {
	return metricType.encode(metric).finish();
}

/** Reads one metric; throws when the bytes are none. Fields that did not come are absent. */
export function decodeMetric(bytes: Uint8Array): RawMetric {
	// `toObject` gives the fields of the schema above and no defaults, which RawMetric writes down.
	return metricType.toObject(metricType.decode(bytes)) as RawMetric;
}
