import { Command } from 'commander';
import { INCIDENT_NAMES } from '#lib/cities/yunquan/day/world.ts';
import { askServer } from './ask-server.ts';
import { incidentsText, simulationState } from './incident/report.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from './server-options.ts';

const EXAMPLES = `
Examples:
    cityloop incident list
    cityloop incident start rainstorm
    cityloop incident start sensor-failure:car-parks
    cityloop incident stop rainstorm

Incidents: ${INCIDENT_NAMES.join(', ')}. Each ends by itself after a while. Only the demo city has them. A token, when
the server wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, 2 an option is wrong.`;

async function ask({ url: at, json: asJson }: ServerOptions, order?: object): Promise<void> {
	const question = order && ({ method: 'POST', body: order } as const);
	const state = await askServer(at, serverToken())(simulationState, '/api/simulation', question);
	process.stdout.write(asJson ? `${JSON.stringify(state)}\n` : incidentsText(state, Date.now()));
}

const list = new Command('list')
	.description('List what can happen, and what is happening.')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action((options: ServerOptions) => ask(options));

const start = new Command('start')
	.description('Let something happen.')
	.argument('<name>', 'incident')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action((name: string, options: ServerOptions) => ask(options, { start: name }));

const stop = new Command('stop')
	.description('Let it end.')
	.argument('<name>', 'incident')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action((name: string, options: ServerOptions) => ask(options, { stop: name }));

/** `cityloop incident`: what happens in the demo city while it is served. */
export const incidentCommand = new Command('incident')
	.description('Start, stop and list what happens in the demo city.')
	.addHelpText('after', EXAMPLES)
	.addCommand(list, { isDefault: true })
	.addCommand(start)
	.addCommand(stop);
