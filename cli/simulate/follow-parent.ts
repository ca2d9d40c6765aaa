import { z } from 'zod';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import { INCIDENT_NAMES } from '#lib/cities/yunquan/day/world.ts';

/** What a server tells the simulator that it started: everything that was made to happen, anew with each change. */
export const parentMessage = z.object({
	kind: z.literal('incidents'),
	started: z.array(
		z.object({
			name: z.enum(INCIDENT_NAMES),
			since: z.number(),
			stoppedAt: z.number().optional(),
			layer: z.string().optional()
		})
	)
});

/** What the simulator tells its server. */
export interface ChildMessage {
	readonly kind: 'speaking';
	readonly feeds: number;
}

/** The server that started this process, if one did. */
export interface Parent {
	/** Those of the command line and those that the server told. */
	readonly incidents: () => readonly StartedIncident[];
	say(message: ChildMessage): void;
	/** Calls when the server is no more: nobody would end this process otherwise. */
	onGone(gone: () => void): void;
	/** Lets this process end. */
	close(): void;
}

export function followParent(planned: readonly StartedIncident[]): Parent {
	let told: readonly StartedIncident[] = [];
	process.on('message', (message) => {
		const parsed = parentMessage.safeParse(message);
		if (parsed.success)
			told = parsed.data.started.map(({ stoppedAt, layer, ...incident }) => ({
				...incident,
				...(stoppedAt !== undefined && { stoppedAt }),
				...(layer !== undefined && { layer })
			}));
	});
	return {
		incidents: () => (told.length === 0 ? planned : [...planned, ...told]),
		say: (message) => void process.send?.(message),
		onGone: (gone) => void process.once('disconnect', gone),
		close: () => {
			if (process.connected) process.disconnect();
		}
	};
}
