import { expect, test } from 'vitest';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { resolveRun } from './resolve-run.ts';

const kept = (id: string) => ({ id, name: id }) as KeptScenario; // nothing else is asked of it
const run = (model: string, inputs: string) => ({ model, inputs }) as ScenarioRun; // nor of a run
const works = [kept('works'), kept('base')];
const lookup = {
	scenarios: {
		chain: (id: string) => (id === 'works' ? works : undefined),
		runs: () => [run('flood', 'now'), run('traffic', 'old'), run('traffic', 'now'), run('access', 'old')],
		result: (inputs: string) => Promise.resolve({ model: inputs } as ModelResult) // nor of a result
	},
	flatten: (chain: readonly KeptScenario[]) => chain.map(({ id }) => id),
	inputsOf: () => 'now'
};

test('the run of the present inputs is taken, over the scenario with all its parents', async () => {
	expect(await resolveRun('works', 'traffic', lookup)).toEqual({
		scenario: works[0],
		flat: ['works', 'base'],
		state: 'there',
		run: run('traffic', 'now'),
		result: { model: 'now' }
	});
});

test('a run of what the scenario was before is stale, none at all is missing', async () => {
	expect((await resolveRun('works', 'access', lookup)).state).toBe('stale');
	expect((await resolveRun('works', 'sun', lookup)).state).toBe('missing');
});

test('a scenario that is not there is named', async () => {
	await expect(resolveRun('gone', 'traffic', lookup)).rejects.toThrow('There is no scenario gone');
});
