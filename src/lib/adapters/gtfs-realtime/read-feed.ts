import bindings from 'gtfs-realtime-bindings';
import type { Rejected } from '#lib/model/observation.ts';
import { foreignBody } from '../support/foreign-body.ts';
import { readFields } from '../support/protobuf-fields.ts';

const { FeedHeader, FeedEntity } = bindings.transit_realtime;
export type Header = bindings.transit_realtime.IFeedHeader;
export type Entity = bindings.transit_realtime.IFeedEntity;

export interface ReadFeed {
	readonly header?: Header;
	readonly entities: readonly Entity[];
	readonly rejected: readonly Rejected[];
	/** Every byte was read: what is not in it is really not in the feed. */
	readonly whole: boolean;
}

/** Field numbers of FeedMessage (gtfs-realtime.proto). */
const HEADER = 1;
const ENTITY = 2;

/** A feed entity by entity: what can be read is read, the rest is said with the byte where it stands. */
export function readFeed(bytes: Uint8Array): ReadFeed {
	const { fields, fault } = readFields(bytes);
	const entities: Entity[] = [];
	const rejected: Rejected[] = [];
	let header: Header | undefined;
	for (const { id, at, bytes: inside } of fields) {
		if (!inside || (id !== HEADER && id !== ENTITY)) continue;
		try {
			if (id === HEADER) header = FeedHeader.decode(inside);
			else entities.push(FeedEntity.decode(inside));
		} catch {
			rejected.push({
				place: `byte ${at}`,
				reason: `the ${id === HEADER ? 'header' : 'entity'} that begins here cannot be read`
			});
		}
	}
	if (!header && entities.length === 0) return notAFeed(bytes, fault?.at ?? 0);
	if (fault)
		rejected.push({
			place: `byte ${fault.at}`,
			reason: `the feed cannot be read on from here: ${fault.reason} (${bytes.length} bytes came)`
		});
	if (!header) rejected.push({ place: 'header', reason: 'the feed has no header that can be read' });
	return { ...(header ? { header } : {}), entities, rejected, whole: rejected.length === 0 };
}

function notAFeed(bytes: Uint8Array, at: number): ReadFeed {
	const known = foreignBody(bytes);
	return {
		entities: [],
		rejected: [
			known
				? { place: 'message', reason: `${known}, not a GTFS-Realtime feed` }
				: { place: `byte ${at}`, reason: 'these bytes are not a GTFS-Realtime feed' }
		],
		whole: false
	};
}
