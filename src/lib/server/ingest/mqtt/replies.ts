import type { Reply } from '#lib/model/observation.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** A sender that does not listen is not told again sooner. */
const SAY_AGAIN: Milliseconds = 30_000;
const MOST_KNOWN = 10_000;

/** Passes replies on, the same one only now and then: `publish` gets those that are due. */
export function replier(
	publish: (reply: Reply) => void,
	now: () => Milliseconds = () => performance.now()
): (reply: Reply) => void {
	const said = new Map<string, Milliseconds>();
	return (reply) => {
		const last = said.get(reply.topic);
		if (last !== undefined && now() - last < SAY_AGAIN) return;
		if (said.size >= MOST_KNOWN) said.clear();
		said.set(reply.topic, now());
		publish(reply);
	};
}
