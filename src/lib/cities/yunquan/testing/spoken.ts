import type { Feed, World } from '../day/world.ts';

/** A row or entity of a payload, as JSON has it. */
export interface Spoken {
	readonly id: string;
	readonly lng: number;
	readonly lat: number;
	readonly status?: string;
	readonly values: Readonly<Record<string, number>>;
}

const decoder = new TextDecoder();

/** What every device of a feed of our own JSON says at an instant: all of them, by letting an interval pass. */
export function spokenBy(feed: Feed, world: World): readonly Spoken[] {
	return [...feed.messages(world, feed.every)].flatMap(
		// Our own devices wrote it a moment ago.
		({ payload }) => JSON.parse(decoder.decode(payload)) as Spoken[]
	);
}
