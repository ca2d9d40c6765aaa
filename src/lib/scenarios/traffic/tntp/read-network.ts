import { AppError } from '#lib/model/errors.ts';
import type { Link, NetworkOptions } from '../road-network.ts';
import { metadataNumber, readTntp } from './read-metadata.ts';

export interface TntpNetwork extends Pick<NetworkOptions, 'zones' | 'nodes' | 'firstThrough'> {
	readonly links: readonly Link[];
}

/** Columns of a line: init node, term node, capacity, length, free flow time, B, power, speed, toll, type. */
const COLUMNS = 9;

/** Reads `*_net.tntp`. Throws INPUT_INVALID naming the line that is not as it should be. */
export function readTntpNetwork(text: string, file: string): TntpNetwork {
	const tntp = readTntp(text, file);
	const rows = tntp.lines.map(({ number, text: line }) => ({
		number,
		values: line.replace(/;.*$/, '').trim().split(/\s+/)
	}));
	// Names of columns without the `~` of a comment.
	if (rows[0]?.values.every((value) => Number.isNaN(Number(value)))) rows.shift();
	const links = rows.map(({ number, values }): Link => {
		if (values.length < COLUMNS)
			throw new AppError('INPUT_INVALID', {
				message: `${file}:${number} has ${values.length} columns; a link has at least ${COLUMNS}: init node, term node, capacity, length, free flow time, b, power, speed, toll.`,
				file,
				line: number
			});
		const [from, to, capacity, length, freeTime, b, power, , toll] = values.map(Number) as [
			...[number, number, number, number, number, number, number, number, number] // counted above
		];
		return { from, to, capacity, length, freeTime, b, power, toll };
	});
	const said = metadataNumber(tntp, 'NUMBER OF LINKS', file);
	if (said !== links.length)
		throw new AppError('INPUT_INVALID', {
			message: `${file} says <NUMBER OF LINKS> ${said} and has ${links.length}.`,
			file
		});
	return {
		zones: metadataNumber(tntp, 'NUMBER OF ZONES', file),
		nodes: metadataNumber(tntp, 'NUMBER OF NODES', file),
		firstThrough: metadataNumber(tntp, 'FIRST THRU NODE', file),
		links
	};
}
