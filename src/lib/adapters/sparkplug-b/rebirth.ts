import protobuf from 'protobufjs/light.js';
import type { Reply } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { encodeMetric } from './schema.ts';
import type { SparkplugTopic } from './topic.ts';

/** Data type 11 of the specification (6.4.16). */
const BOOLEAN = 11;
const TIMESTAMP = (1 << 3) | 0;
const METRICS = (2 << 3) | 2;

/** The command that asks a node for all its births (specification 3.0.0, 5.10): `Node Control/Rebirth` = true. */
export function rebirthCommand({ group, node }: SparkplugTopic, now: EpochMs): Reply {
	const metric = encodeMetric({
		name: 'Node Control/Rebirth',
		timestamp: now,
		datatype: BOOLEAN,
		booleanValue: true
	});
	const payload = protobuf.Writer.create()
		.uint32(TIMESTAMP)
		.uint64(now)
		.uint32(METRICS)
		.bytes(metric)
		.finish();
	return { topic: `spBv1.0/${group}/NCMD/${node}`, payload };
}
