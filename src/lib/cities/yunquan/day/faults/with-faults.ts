import type { DayMessage, Feed } from '../world.ts';
import { isRowsTopic, spoilRows } from './spoil-rows.ts';

/** Of so many messages one is broken on its way: it ends as a dead letter. */
const ONE_BROKEN_IN = 4000;
/** Of so many one comes twice. */
const ONE_TWICE_IN = 400;

/**
 * A feed with the faults of life. They follow from seed, instant and device alone: the same instant has the same
 * faults. `layers` and all else stay as they are.
 */
export function withFaults(feed: Feed, seed: number): Feed {
	return {
		...feed,
		*messages(world, step) {
			let number = 0;
			for (const message of feed.messages(world, step)) {
				const chance = world.chance('fault', feed.layer, world.at, number++);
				if (chance < 1 / ONE_BROKEN_IN && feed.every > 2) {
					yield broken(message);
					continue;
				}
				const sent = isRowsTopic(message.topic) ? spoilRows(message, feed.every, seed, world) : message;
				yield sent;
				// Sparkplug counts its messages: one that came twice would look like one that was lost.
				if (chance > 1 - 1 / ONE_TWICE_IN && !message.topic.startsWith('spBv1.0/')) yield sent;
			}
		}
	};
}

/** Cut off in the middle, as by a gateway that lost its connection. */
function broken({ topic, payload }: DayMessage): DayMessage {
	return { topic, payload: payload.subarray(0, Math.floor(payload.length * 0.6)), rows: 0 };
}
