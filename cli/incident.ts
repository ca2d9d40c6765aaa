import { Command, Option } from 'commander';
import { INCIDENT_NAMES } from '#lib/cities/yunquan/day/world.ts';
import { askServer } from './ask-server.ts';
import { incidentsText, simulationState } from './incident/report.ts';

const EXAMPLES = `
Examples:
    cityloop incident list
    cityloop incident start rainstorm
    cityloop incident start sensor-failure:car-parks
    cityloop incident stop rainstorm

Incidents: ${INCIDENT_NAMES.join(', ')}. Each ends by itself after a while. Only the demo city has them. A token, when
the server wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, 2 an option is wrong.`;

interface Common {
	readonly url: string;
	readonly json?: boolean;
}

const url = () => new Option('--url <url>', 'the running server').default('http://127.0.0.1:4400');
const json = () => new Option('--json', 'as JSON');

async function ask({ url: at, json: asJson }: Common, order?: object): Promise<void> {
	const question = order && ({ method: 'POST', body: order } as const);
	const state = await askServer(at, process.env['CITYLOOP_INGEST_TOKEN'])(
		simulationState,
		'/api/simulation',
		question
	);
	process.stdout.write(asJson ? `${JSON.stringify(state)}\n` : incidentsText(state, Date.now()));
}

const list = new Command('list')
	.description('List what can happen, and what is happening.')
	.addOption(url())
	.addOption(json())
	.action((options: Common) => ask(options));

const start = new Command('start')
	.description('Let something happen.')
	.argument('<name>', 'incident')
	.addOption(url())
	.addOption(json())
	.action((name: string, options: Common) => ask(options, { start: name }));

const stop = new Command('stop')
	.description('Let it end.')
	.argument('<name>', 'incident')
	.addOption(url())
	.addOption(json())
	.action((name: string, options: Common) => ask(options, { stop: name }));

/** `cityloop incident`: what happens in the demo city while it is served. */
export const incidentCommand = new Command('incident')
	.description('Start, stop and list what happens in the demo city.')
	.addHelpText('after', EXAMPLES)
	.addCommand(list, { isDefault: true })
	.addCommand(start)
	.addCommand(stop);
