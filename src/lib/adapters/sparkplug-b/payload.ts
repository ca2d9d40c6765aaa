import type { EpochMs } from '#lib/model/units.ts';
import type { Rejected } from '#lib/model/observation.ts';
import { foreignBody } from '../support/foreign-body.ts';
import { readFields } from '../support/protobuf-fields.ts';
import { decodeMetric, type RawMetric } from './schema.ts';

export interface Payload {
	readonly timestamp?: EpochMs;
	/** 0 to 255. */
	readonly seq?: number;
	readonly metrics: readonly { readonly place: string; readonly metric: RawMetric }[];
	readonly rejected: readonly Rejected[];
}

/** Field numbers of Payload. */
const [TIMESTAMP, METRIC, SEQ, UUID] = [1, 2, 3, 4];
const MOST_METRICS = 10_000;

/** A payload metric by metric: one that cannot be read is said with its byte, the rest go on. */
export function readPayload(bytes: Uint8Array): Payload {
	const { fields, fault } = readFields(bytes);
	const metrics: Payload['metrics'][number][] = [];
	const rejected: Rejected[] = [];
	const numbers = new Map<number, number>();
	for (const { id, at, bytes: inside, number } of fields) {
		if (number !== undefined) numbers.set(id, number);
		if (id === UUID && inside && new TextDecoder().decode(inside) === 'SPBV1.0_COMPRESSED')
			rejected.push({ place: 'message', reason: 'the payload is compressed, which is not read' });
		if (id !== METRIC || !inside) continue;
		if (metrics.length === MOST_METRICS) {
			rejected.push({ place: `byte ${at}`, reason: `a payload may hold ${MOST_METRICS} metrics` });
			break;
		}
		try {
			metrics.push({ place: `metric ${metrics.length + 1}`, metric: decodeMetric(inside) });
		} catch {
			rejected.push({ place: `byte ${at}`, reason: 'the metric that begins here cannot be read' });
		}
	}
	if (fault) {
		const known = fields.length === 0 ? foreignBody(bytes) : undefined;
		rejected.push({
			place: `byte ${fault.at}`,
			reason: known ?? `the payload cannot be read on: ${fault.reason}`
		});
	}
	const [timestamp, seq] = [numbers.get(TIMESTAMP!), numbers.get(SEQ!)];
	return {
		...(timestamp ? { timestamp } : {}),
		...(seq !== undefined && seq <= 255 ? { seq } : {}),
		metrics,
		rejected
	};
}
