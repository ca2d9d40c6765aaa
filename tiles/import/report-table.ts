import type { ImportReport, ReportReason } from '#lib/model/import-report.ts';

const NUMBER = new Intl.NumberFormat('en-US');
const WIDTH = 13;

/** The report as a table for a terminal, with reasons and examples under it. */
export function reportTable(
	report: ImportReport,
	city: { readonly id: string; readonly path: string; readonly seconds: number; readonly peakRssMb: number }
): string {
	const kinds = Object.entries(report).filter(([, kind]) => kind.read > 0);
	const first = Math.max(8, ...kinds.map(([name]) => name.length));
	const cell = (value: number | string) =>
		(typeof value === 'number' ? NUMBER.format(value) : value).padStart(WIDTH);
	const lines = [
		`${''.padEnd(first)}${['read', 'kept', 'estimated', 'rejected'].map(cell).join('')}`,
		...kinds.map(
			([name, { read, kept, estimated, rejected }]) =>
				`${name.padEnd(first)}${[read, kept, estimated, rejected].map(cell).join('')}`
		)
	];
	for (const [name, { reasons, notes }] of kinds) {
		for (const reason of reasons) lines.push('', ...described(`${name} rejected`, reason));
		for (const note of notes) lines.push('', ...described(name, note));
	}
	lines.push('', `${city.path} in ${city.seconds} s, at most ${NUMBER.format(city.peakRssMb)} MB of memory.`);
	lines.push(`Show it: npm start -- --city ${city.id}`);
	return `${lines.join('\n')}\n`;
}

function described(title: string, { reason, count, examples }: ReportReason): string[] {
	return [`${title}: ${NUMBER.format(count)} × ${reason}`, ...examples.map((example) => `    ${example}`)];
}
