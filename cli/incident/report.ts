import { z } from 'zod';
import type { EpochMs } from '#lib/model/units.ts';

export const simulationState = z.object({
	running: z.boolean(),
	incidents: z.array(
		z.object({
			name: z.string(),
			layers: z.array(z.string()).optional(),
			since: z.number().optional(),
			until: z.number().optional()
		})
	)
});
export type ToldSimulation = z.infer<typeof simulationState>;

/** The answer of a server as lines for people. */
export function incidentsText({ running, incidents }: ToldSimulation, now: EpochMs): string {
	if (incidents.length === 0) return 'Nothing is simulated there: only the demo city is.\n';
	const lines = incidents.map(({ name, layers, since, until }) => {
		const named = layers === undefined ? name : `${name} (${layers.join(', ')})`;
		if (since === undefined || until === undefined) return named;
		return `${named}  under way for ${minutes(now - since)}, ends by itself in ${minutes(until - now)}`;
	});
	return `${running ? '' : 'The simulator is not speaking at the moment.\n'}${lines.join('\n')}\n`;
}

function minutes(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
