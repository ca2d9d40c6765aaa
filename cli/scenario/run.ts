import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import { canonicalJson } from '#lib/scenarios/canonical-json.ts';
import type { ModelRun } from '#lib/scenarios/run-model.ts';
import { runsToKeep } from '#lib/scenarios/runs-to-keep.ts';
import { askServer } from '../ask-server.ts';
import { jsonOption, serverToken } from '../server-options.ts';
import { openScenario, openScenarioCity, type OpenedScenario, type ScenarioPlace } from './open-scenario.ts';
import { modelOption, placeOptions, runWithProgress } from './scenario-options.ts';

const EXAMPLES = `
Examples:
    cityloop scenario run closure.json --model traffic --city yunquan --out result.json
    cityloop scenario run k3v9x2pq7m --model traffic --url http://127.0.0.1:4400 --keep-as "Wang Fang" --json

A file is a draft as pages export it: name, note, parent, edits, parameters. The same inputs give the same digest on
every machine and in every browser. A token, when the server wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 it did not converge or the program failed, 2 a file or an option is wrong.`;

interface Options extends ScenarioPlace {
	readonly model: string;
	readonly out?: string;
	readonly keepAs?: string;
	readonly json?: boolean;
}

/** `cityloop scenario run`: one model over one scenario. */
export const runCommand = new Command('run')
	.description('Run a model over a scenario: a file of its draft, or the id of one that a server keeps.')
	.argument('<scenario>', 'file or id')
	.addOption(modelOption())
	.option('--out <file>', 'write the whole result, JSON')
	.option('--keep-as <name>', 'have the server keep the run, under this name of who ran it')
	.addOption(jsonOption())
	.addHelpText('after', EXAMPLES)
	.action(run);
for (const option of placeOptions()) runCommand.addOption(option);

async function run(named: string, { model, out, keepAs, json, ...place }: Options): Promise<void> {
	const city = await openScenarioCity(place);
	const opened = await openScenario(named, city, place);
	const found = await runWithProgress(model, opened.flat, city);
	if (out !== undefined) writeFileSync(out, canonicalJson(found.result));
	if (keepAs !== undefined) await keep(found, opened, keepAs, place.url);
	const { indicators, convergence, notes, layers } = found.result;
	const converged = convergence?.converged ?? true;
	const report = {
		scenario: opened.name,
		model,
		version: found.result.version,
		inputs: found.inputs,
		digest: found.digest,
		seconds: found.seconds,
		converged,
		...(convergence && { residual: convergence.residuals.at(-1), iterations: convergence.residuals.length }),
		indicators: Object.fromEntries(indicators.map(({ id, value }) => [id, value])),
		layers: Object.fromEntries(layers.map(({ id, keys }) => [id, keys.length])),
		notes: notes.map(({ words, gravity }) => ({ gravity, words: words.en }))
	};
	if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
	else {
		process.stdout.write(
			`${opened.name}: ${model} ${report.version}, ${converged ? '' : 'DID NOT CONVERGE, '}${found.seconds.toFixed(2)} s\n`
		);
		for (const indicator of indicators) process.stdout.write(line(indicator));
		for (const { gravity, words } of report.notes) process.stdout.write(`  ${gravity}: ${words}\n`);
		process.stdout.write(`  inputs ${found.inputs}\n  digest ${found.digest}\n`);
	}
	if (!converged) process.exitCode = 1;
}

const line = ({ title, value, unit, why }: ResultIndicator) =>
	`  ${title.en}: ${value === null ? `— (${why?.en ?? 'unknown'})` : `${value} ${unit}`}\n`;

async function keep(
	run: ModelRun,
	{ kept }: OpenedScenario,
	by: string,
	url: string | undefined
): Promise<void> {
	if (url === undefined || !kept)
		throw new AppError('OPTION_INVALID', {
			message: 'Only a run of a scenario that a server keeps can be kept: give its id and --url.'
		});
	const ask = askServer(url, serverToken());
	const path = `/api/scenarios/${encodeURIComponent(kept.id)}/runs`;
	for (const body of runsToKeep(run, kept, { by, where: 'command line', at: Date.now() }))
		await ask(z.unknown(), path, { method: 'POST', body });
}
