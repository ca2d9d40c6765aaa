import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '#lib/model/errors.ts';
import { buildDemand, type Demand, type Trip } from './demand.ts';

const COLUMNS = ['origin', 'destination', 'trips'] as const;

/**
 * Reads trips from a CSV table with the columns `origin`, `destination` and `trips` in any order, zones counted from 1; a
 * pair that stands in several rows has the sum of them, further columns are ignored. Throws INPUT_INVALID naming the line.
 */
export function readOdTable(text: string, file: string, zones: number): Demand {
	const [head = [], ...rows] = readCsv(text, file);
	const places = COLUMNS.map((name) => head.findIndex((title) => title.toLowerCase() === name));
	const missing = COLUMNS.find((_, column) => places[column] === -1);
	if (missing)
		throw new AppError('INPUT_INVALID', {
			message: `${file} has no column ${missing}; a table of trips has ${COLUMNS.join(', ')}, it has: ${head.join(', ')}.`,
			file
		});
	return buildDemand(
		rows.map((row, at) => tripOf(row, places, at + 2, file)),
		zones
	);
}

function readCsv(text: string, file: string): string[][] {
	try {
		return parse(text, { bom: true, trim: true, skip_empty_lines: true });
	} catch (cause) {
		if (!(cause instanceof CsvError)) throw cause;
		throw new AppError(
			'INPUT_INVALID',
			{ message: `${file} is no CSV table: ${cause.message}`, file },
			{ cause }
		);
	}
}

function tripOf(row: readonly string[], places: readonly number[], line: number, file: string): Trip {
	const cells = places.map((place) => row[place] ?? '');
	const [from, to, trips] = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
	if ([from, to, trips].every(Number.isFinite)) return [from!, to!, trips!]; // three columns
	throw new AppError('INPUT_INVALID', {
		message: `${file}: row ${line} is "${cells.join(', ')}": origin and destination are zones, trips a number.`,
		file,
		line
	});
}
