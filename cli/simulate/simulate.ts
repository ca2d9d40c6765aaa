import { dayCityOf } from '#lib/cities/yunquan/day/day-city.ts';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import { simulationOf, type Simulation } from '#lib/cities/yunquan/day/simulation.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { PlannedIncident, SimulateOptions } from '../simulate.ts';
import { dryRun } from './dry-run.ts';
import { followParent } from './follow-parent.ts';
import { NATURAL, paceFor } from './pace.ts';
import { openPublisher } from './publisher.ts';
import { run } from './run.ts';

const DRY_SECONDS = 60;

/** Builds the city, then lives and publishes its time as the options say, until it is told to end. */
export async function simulate(options: SimulateOptions): Promise<void> {
	checkTimes(options);
	const simulation = simulationOf(dayCityOf(options), { faults: options.faults });
	const from = options.from ?? Date.now();
	const pace = options.rate === undefined ? NATURAL : paceFor(simulation, from, options.rate);
	const planned = options.incident.map((incident) => startedAt(incident, from));
	if (options.dry) {
		const seconds = Number.isFinite(options.for) ? options.for : DRY_SECONDS;
		const { hash, ...made } = dryRun(simulation, from, seconds, planned, pace);
		const told = { ...made, seconds, ...(options.hash && { hash }) };
		if (options.json) console.log(JSON.stringify(told));
		else if (options.hash) console.log(hash);
		else console.log(`${made.rows} observations in ${made.messages} messages of ${seconds} s.`);
		return;
	}
	const parent = followParent(planned);
	const password = process.env['CITYLOOP_MQTT_PASSWORD'];
	const publisher = await openPublisher({
		to: options.to,
		declarations: () => simulation.declarations(),
		...(options.user !== undefined && { username: options.user }),
		...(password && { password })
	});
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
	parent.onGone(() => stop.abort());
	if (!options.json) console.log(greeting(simulation, options));
	parent.say({ kind: 'speaking', feeds: simulation.feeds.length });
	const ran = await run(simulation, publisher, {
		from: options.from ?? Date.now(),
		speed: options.speed,
		pace,
		seconds: options.for,
		incidents: parent.incidents,
		signal: stop.signal
	});
	await publisher.close();
	parent.close();
	const perSecond = Math.round(ran.rows / ran.seconds);
	if (options.json) console.log(JSON.stringify({ ...ran, perSecond }));
	else
		console.log(
			`${ran.rows} observations in ${ran.messages} messages and ${ran.seconds.toFixed(1)} s: ${perSecond} a second.`
		);
}

/** Nothing is sent with a time that is yet to come: whoever hears it would not believe it. */
function checkTimes({ from, speed, dry }: SimulateOptions): void {
	if (dry) return;
	if (from !== undefined && from > Date.now())
		throw new AppError('OPTION_INVALID', {
			message: '--from is yet to come: give a time that was, or --dry to send nothing.'
		});
	if (speed !== 1 && from === undefined)
		throw new AppError('OPTION_INVALID', {
			message: `--speed ${speed} needs --from: the time from which it catches up with the present.`
		});
}

function startedAt({ name, layer, after }: PlannedIncident, from: EpochMs): StartedIncident {
	return { name, since: Math.round(from + after * 1000), ...(layer !== undefined && { layer }) };
}

function greeting({ feeds }: Simulation, { seed, buildings, to, rate }: SimulateOptions): string {
	const layers = feeds.flatMap(({ layer, layers: more }) => more?.map(({ id }) => id) ?? [layer]);
	const pace = rate === undefined ? '' : `, ${rate} observations a second`;
	return `Yunquan of seed ${seed} with ${buildings} buildings speaks to ${to}${pace}: ${layers.join(', ')}.`;
}
