import type { Decoded, EventRecord, Observation, Row } from '#lib/model/observation.ts';

const ROWS_SHOWN = 20;
const REJECTED_SHOWN = 20;

/** What was decoded, for people: counts by kind, the first rows, the first rejections with their reasons. */
export function decodeReport(adapter: string, file: string, { rows, rejected, counts }: Decoded): string {
	const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
	const lines = [
		`${file} as ${adapter}: ${rows.length} rows, ${rejected.length} rejected`,
		...(kinds.length > 0 ? [`  ${kinds.join(', ')}`] : []),
		...listed('Rows', rows.map(rowLine), ROWS_SHOWN),
		...listed(
			'Rejected',
			rejected.map(({ place, reason }) => `${place}: ${reason}`),
			REJECTED_SHOWN
		)
	];
	return `${lines.map(printable).join('\n')}\n`;
}

function listed(title: string, lines: readonly string[], shown: number): string[] {
	if (lines.length === 0) return [];
	const more = lines.length - shown;
	return [
		`${title}:`,
		...lines.slice(0, shown).map((line) => `  ${line}`),
		...(more > 0 ? [`  … ${more} more (all of them with --json)`] : [])
	];
}

/** A foreign text must neither break the line nor steer the terminal. */
function printable(line: string): string {
	return line.replace(/\p{Cc}+/gu, ' ');
}

function rowLine(row: Row): string {
	const words = row.kind === 'event' ? eventWords(row) : observationWords(row);
	return [new Date(row.at).toISOString(), ...words].join('  ');
}

function observationWords(row: Observation): string[] {
	const measured = Object.entries(row.values ?? {}).map(([name, value]) => {
		const unit = row.units?.[name];
		return `${name}=${value}${unit === undefined ? '' : ` ${unit}`}`;
	});
	return [
		inLayer(row.layer, row.entity),
		...placeWords(row),
		...(row.altitude === undefined ? [] : [`${row.altitude} m up`]),
		...(row.speed === undefined ? [] : [`${row.speed} m/s`]),
		...(row.heading === undefined ? [] : [`heading ${row.heading}°`]),
		...(row.status === undefined ? [] : [row.status]),
		...(measured.length > 0 ? [measured.join(', ')] : []),
		...(row.title === undefined ? [] : [`"${row.title}"`]),
		...(row.gone ? ['gone'] : [])
	];
}

function eventWords(row: EventRecord): string[] {
	const [title] = Object.values(row.title);
	return [
		inLayer(row.layer, row.id),
		...placeWords(row),
		`${row.type}, ${row.severity}`,
		...(title === undefined ? [] : [`"${title}"`]),
		...(row.areas ? [`${row.areas.length} areas`] : []),
		...(row.until === undefined ? [] : [`until ${new Date(row.until).toISOString()}`]),
		...(row.ends ? ['ends'] : [])
	];
}

function inLayer(layer: string | undefined, id: string): string {
	return layer === undefined ? id : `${layer}/${id}`;
}

function placeWords({ position }: Row): string[] {
	return position === undefined ? [] : [`${position[0]},${position[1]}`];
}
