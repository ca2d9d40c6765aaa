import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { compareResults, type ComparedLayer, type Comparison } from '#lib/scenarios/compare-results.ts';
import { jsonOption } from '../server-options.ts';
import { openScenario, openScenarioCity, type ScenarioPlace } from './open-scenario.ts';
import { modelOption, placeOptions, runWithProgress } from './scenario-options.ts';

const EXAMPLES = `
Examples:
    cityloop scenario compare today.json closure.json --model traffic --city yunquan
    cityloop scenario compare today.json closure.json --model traffic --layer flows --csv flows.csv

Exit codes: 0 done, 1 a run did not converge or the program failed, 2 a file or an option is wrong.`;

interface Options extends ScenarioPlace {
	readonly model: string;
	readonly layer?: string;
	readonly csv?: string;
	readonly json?: boolean;
}

/** `cityloop scenario compare`: one model over two scenarios, indicators and rows set against each other. */
export const compareCommand = new Command('compare')
	.description(
		'Run a model over two scenarios and say what differs: files of drafts, or ids that a server keeps.'
	)
	.argument('<a>', 'file or id of what is compared with')
	.argument('<b>', 'file or id')
	.addOption(modelOption())
	.option('--layer <id>', 'with --csv: which layer (default: the first)')
	.option('--csv <file>', 'write the rows of a layer side by side, CSV')
	.addOption(jsonOption())
	.addHelpText('after', EXAMPLES)
	.action(run);
for (const option of placeOptions()) compareCommand.addOption(option);

async function run(a: string, b: string, { model, layer, csv, json, ...place }: Options): Promise<void> {
	const city = await openScenarioCity(place);
	const scenarios = [await openScenario(a, city, place), await openScenario(b, city, place)] as const;
	const before = await runWithProgress(model, scenarios[0].flat, city);
	const after = await runWithProgress(model, scenarios[1].flat, city);
	const comparison = compareResults(before.result, after.result);
	if (csv !== undefined) writeFileSync(csv, layerCsv(layerOf(comparison, layer)));
	const { indicators } = comparison;
	const names = scenarios.map(({ name }) => name);
	if (json) process.stdout.write(`${JSON.stringify({ model, scenarios: names, indicators })}\n`);
	else {
		process.stdout.write(`${model}: ${names.join(' → ')}\n`);
		for (const { title, unit, a: from, b: to, difference, share } of indicators)
			process.stdout.write(
				`  ${title.en}: ${said(from)} → ${said(to)} ${unit}` +
					`${difference === null ? '' : `, ${signed(difference)}`}${share === null ? '' : ` (${signed(100 * share, 2)} %)`}\n`
			);
	}
	if ([before, after].some(({ result }) => result.convergence?.converged === false)) process.exitCode = 1;
}

function layerOf({ layers, model }: Comparison, id: string | undefined): ComparedLayer {
	const found = id === undefined ? layers[0] : layers.find((layer) => layer.id === id);
	if (found) return found;
	throw new AppError('OPTION_INVALID', {
		message: `The model ${model} answers no layer${id === undefined ? '' : ` “${id}”`}: it has ${layers.map((layer) => layer.id).join(', ') || 'none'}.`
	});
}

/** Key, name, which side alone has the row, then a, b and b − a of each column. */
function layerCsv({ keys, names, only, columns }: ComparedLayer): string {
	const head = [
		'key',
		'name',
		'only',
		...columns.flatMap(({ name }) => [`${name}_a`, `${name}_b`, `${name}_difference`])
	];
	const rows = keys.map((key, row) =>
		[
			quoted(key),
			quoted(names[row]!),
			only[row] ?? '',
			...columns.flatMap(({ a, b, difference }) => [a[row] ?? '', b[row] ?? '', difference[row] ?? ''])
		].join(',')
	);
	return `${[head.join(','), ...rows].join('\n')}\n`;
}

const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const said = (value: number | null) => (value === null ? '—' : String(Number(value.toPrecision(10))));
const signed = (value: number, digits?: number) =>
	`${value > 0 ? '+' : ''}${digits === undefined ? said(value) : value.toFixed(digits)}`;
