import { Command, InvalidArgumentError, Option } from 'commander';
import { YUNQUAN_DEFAULTS } from '#lib/cities/yunquan/plan/options.ts';
import { INCIDENT_NAMES, type IncidentName } from '#lib/cities/yunquan/day/world.ts';
import { readIncidentName } from '#lib/cities/yunquan/day/incidents.ts';
import { readBuildings, readSeed } from './demo/city-options.ts';

/** An incident of the command line, in seconds after the simulation's first instant. */
export interface PlannedIncident {
	readonly name: IncidentName;
	readonly layer?: string;
	readonly after: number;
}

export interface SimulateOptions {
	readonly to: string;
	readonly user?: string;
	readonly seed: number;
	readonly buildings: number;
	/** Epoch ms; the present when absent. */
	readonly from?: number;
	readonly speed: number;
	readonly rate?: number;
	readonly incident: readonly PlannedIncident[];
	readonly for: number;
	readonly faults: boolean;
	readonly dry?: boolean;
	readonly hash?: boolean;
	readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  cityloop simulate                                     the demo city's devices, to the server on this machine
  cityloop simulate --incident rainstorm@+60            and a storm in a minute
  cityloop simulate --rate 20000 --for 60               20,000 observations a second for a minute
  cityloop simulate --from 2026-05-06T07:00+08:00 --speed 60     from that morning to the present, a minute a second
  cityloop simulate --dry --hash --from 2026-05-06T08:00+08:00 --for 60    the same on every machine

Incidents: ${INCIDENT_NAMES.join(', ')}; sensor-failure:<layer> names the layer that falls silent.
A password is read from CITYLOOP_MQTT_PASSWORD. Everything that is sent says that it is simulated.
With --from, what is sent has the times of that day: the history of a server fills, and its live picture is old.`;

/** `cityloop simulate`: the devices of the demo city speak, in the formats of real ones. */
export const simulateCommand = new Command('simulate')
	.description("Let the demo city's devices speak: publish its day through MQTT.")
	.option('--to <url>', 'MQTT broker', 'mqtt://127.0.0.1:1883')
	.option('--user <name>', 'MQTT user')
	.option('--seed <n>', 'the city’s seed', readSeed, YUNQUAN_DEFAULTS.seed)
	.option('--buildings <n>', 'the city’s number of buildings', readBuildings, YUNQUAN_DEFAULTS.buildings)
	.option('--from <time>', 'first instant, ISO 8601 (default: now)', readInstant)
	.option(
		'--speed <x>',
		'with --from: seconds of the city in one of ours, until the present is reached',
		readPositive,
		1
	)
	.option('--rate <n>', 'observations a second: devices speak more or less often', readPositive)
	.option('--incident <name[@+seconds]>', 'let it happen, now or later; may be repeated', readIncident, [])
	.addOption(
		new Option('--for <seconds>', 'end after so many seconds')
			.argParser(readPositive)
			.default(Infinity, 'never; 60 with --dry')
	)
	.option('--no-faults', 'perfect devices: nothing missing, late, doubled or broken')
	.option('--dry', 'make everything and send nothing')
	.option('--hash', 'with --dry: SHA-256 of all topics and payloads')
	.option('--json', 'what was sent, as JSON')
	.addHelpText('after', EXAMPLES)
	.action(async (options: SimulateOptions) => {
		const { simulate } = await import('./simulate/simulate.ts');
		await simulate(options);
	});

function readIncident(text: string, before: readonly PlannedIncident[]): readonly PlannedIncident[] {
	const [, name = '', seconds] = /^([a-z0-9:_-]+?)(?:@\+(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
	const incident = readIncidentName(name);
	if (!incident)
		throw new InvalidArgumentError(
			`Write ${INCIDENT_NAMES.join(', ')} or sensor-failure:<layer>, and @+60 for in a minute.`
		);
	return [...before, { ...incident, after: Number(seconds ?? 0) }];
}

function readPositive(text: string): number {
	const value = Number(text);
	if (!(value > 0)) throw new InvalidArgumentError('It is a number above 0.');
	return value;
}

function readInstant(text: string): number {
	const at = Date.parse(text);
	if (Number.isNaN(at)) throw new InvalidArgumentError('Write it as 2026-05-06T08:00:00+08:00.');
	return at;
}
