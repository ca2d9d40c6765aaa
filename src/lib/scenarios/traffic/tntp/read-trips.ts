import { AppError } from '#lib/model/errors.ts';
import { buildDemand, type Demand, type Trip } from '../demand.ts';
import { metadataNumber, readTntp } from './read-metadata.ts';

/** Reads `*_trips.tntp`: `Origin n`, then `zone : trips;` any number on a line. Throws INPUT_INVALID naming the line. */
export function readTntpTrips(text: string, file: string): Demand {
	const tntp = readTntp(text, file);
	const zones = metadataNumber(tntp, 'NUMBER OF ZONES', file);
	return buildDemand(tripsOf(tntp.lines, file), zones);
}

function* tripsOf(
	lines: readonly { readonly number: number; readonly text: string }[],
	file: string
): Generator<Trip> {
	let origin: number | undefined;
	for (const { number, text } of lines) {
		const head = /^origin\s+(\d+)\s*;?$/i.exec(text);
		if (head) {
			origin = Number(head[1]);
			continue;
		}
		for (const part of text.split(';')) {
			if (part.trim() === '') continue;
			const [zone, trips, more] = part.split(':').map((one) => one.trim());
			if (origin === undefined || !zone || !trips || more !== undefined)
				throw new AppError('INPUT_INVALID', {
					message: `${file}:${number}: "${part.trim()}" is no \`zone : trips\` below an \`Origin\`.`,
					file,
					line: number
				});
			yield [origin, Number(zone), Number(trips)];
		}
	}
}
