import type { EventRecord, StoredEvent } from '../observation.ts';
import { columnOf, frameInvalid, standardColumn, type Column, type Frame } from './frame.ts';

/** Events as the columns of an `events` frame, oldest first; the frame's `rev` is the last one's offset, `seq` its low 32 bits. */
export const eventColumns = (events: readonly StoredEvent[]): readonly Column[] => [
	standardColumn(
		'offset',
		Float64Array.from(events, ({ offset }) => offset)
	),
	standardColumn(
		'received',
		Float64Array.from(events, ({ receivedAt }) => receivedAt)
	),
	standardColumn(
		'text',
		events.map(({ event }) => JSON.stringify(event))
	)
];

/** The events of an `events` frame; FRAME_INVALID when it has none. A repeat has an offset already known. */
export function eventsOf(frame: Frame): readonly StoredEvent[] {
	const [offset, received, text] = [
		columnOf(frame, 'offset'),
		columnOf(frame, 'received'),
		columnOf(frame, 'text')
	];
	if (!offset || !received || !text) throw frameInvalid('an event column is missing');
	return text.map((json, row) => ({
		offset: offset[row]!,
		receivedAt: received[row]!,
		event: JSON.parse(json) as EventRecord // our own server's
	}));
}
