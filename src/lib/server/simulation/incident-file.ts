import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import { INCIDENT_NAMES } from '#lib/cities/yunquan/day/world.ts';
import { AppError } from '#lib/model/errors.ts';
import { replaceFile } from '../historian/durable-file.ts';
import { logOf } from '../log.ts';

/** `<data>/live/<city>/incidents.json`. */
export const INCIDENTS_FILE = 'incidents.json';

const kept = z.array(
	z
		.object({
			name: z.enum(INCIDENT_NAMES),
			since: z.number(),
			stoppedAt: z.number().optional(),
			layer: z.string().max(120).optional()
		})
		.transform(({ stoppedAt, layer, ...started }): StartedIncident => ({
			...started,
			...(stoppedAt !== undefined && { stoppedAt }),
			...(layer !== undefined && { layer })
		}))
);

/** What was made to happen before the server started; nothing, and a warning, when the file cannot be read. */
export function readIncidents(file: string): readonly StartedIncident[] {
	if (!existsSync(file)) return [];
	try {
		return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (err) {
		logOf('simulation').warn({ err, file }, 'the incidents under way are not known any more: none goes on');
		return [];
	}
}

/** Keeps them: on disk when it returns. Throws LOG_FULL when the disk refuses. */
export function writeIncidents(file: string, started: readonly StartedIncident[]): void {
	try {
		replaceFile(file, `${JSON.stringify(started, undefined, '\t')}\n`);
	} catch (cause) {
		throw new AppError(
			'LOG_FULL',
			{
				message: `${file} cannot be written: nothing was started or stopped. Make room on the disk and try again.`,
				file
			},
			{ cause }
		);
	}
}
