import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { assign, type Assignment } from '#lib/scenarios/traffic/equilibrium/assign.ts';
import { readOdTable } from '#lib/scenarios/traffic/od-table.ts';
import { buildRoadNetwork, type RoadNetwork } from '#lib/scenarios/traffic/road-network.ts';
import { readTntpNetwork } from '#lib/scenarios/traffic/tntp/read-network.ts';
import { readTntpTrips } from '#lib/scenarios/traffic/tntp/read-trips.ts';
import { readCount } from '../read-count.ts';
import { readMessage } from '../read-message.ts';
import { jsonOption } from '../server-options.ts';

const EXAMPLE = `
Example:
    cityloop scenario assign --net SiouxFalls_net.tntp --trips SiouxFalls_trips.tntp --gap 1e-6 --flows flows.csv --json

Times are in the unit of the network's free flow times; tolls and lengths count by their weights, in that unit.
Exit codes: 0 converged, 1 it did not converge or the program failed, 2 a file or an option is wrong.`;

/** Where standard error is no terminal, ms. */
const TELL_EVERY = 5000;

interface Options {
	readonly net: string;
	readonly trips: string;
	readonly gap: number;
	readonly iterations: number;
	readonly tollWeight: number;
	readonly distanceWeight: number;
	readonly system?: boolean;
	readonly flows?: string;
	readonly json?: boolean;
}

/** `cityloop scenario assign`: static traffic equilibrium of a TNTP network. */
export const assignCommand = new Command('assign')
	.description('Assign trips to a road network: static user equilibrium (Algorithm B).')
	.requiredOption('--net <file>', 'network, *_net.tntp')
	.requiredOption(
		'--trips <file>',
		'trips between zones: *_trips.tntp, or CSV with origin, destination, trips'
	)
	.option('--gap <share>', 'relative gap at which it is done', share, 1e-6)
	.option('--iterations <n>', 'give up after so many', readCount, 500)
	.option('--toll-weight <w>', 'time that one unit of toll counts as', weight, 0)
	.option('--distance-weight <w>', 'time that one unit of length counts as', weight, 0)
	.option('--system', 'the least cost of all together instead of everyone’s own')
	.option('--flows <file>', 'write flow and cost of every link, CSV')
	.addOption(jsonOption())
	.addHelpText('after', EXAMPLE)
	.action(run);

function run(options: Options): void {
	const table = readTntpNetwork(readText(options.net), options.net);
	const network = buildRoadNetwork(table.links, {
		...table,
		weights: { toll: options.tollWeight, distance: options.distanceWeight }
	});
	const trips = readText(options.trips);
	const demand = options.trips.toLowerCase().endsWith('.csv')
		? readOdTable(trips, options.trips, network.zones)
		: readTntpTrips(trips, options.trips);
	const start = performance.now();
	const found = assign(network, demand, {
		gap: options.gap,
		mostIterations: options.iterations,
		aim: options.system ? 'system' : 'user',
		onIteration: teller(start)
	});
	if (process.stderr.isTTY) process.stderr.write('\n');
	const seconds = (performance.now() - start) / 1000;
	if (options.flows) writeFileSync(options.flows, flowTable(network, found));
	const { converged, relativeGap, beckmann, totalTravelTime, iterations } = found;
	const report = {
		converged,
		relativeGap,
		beckmann,
		totalTravelTime,
		iterations,
		seconds,
		zones: network.zones,
		nodes: network.nodes,
		links: network.links,
		trips: demand.total,
		intrazonal: demand.intrazonal
	};
	process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : text(report));
	if (!converged) process.exitCode = 1;
}

/** Tells on standard error how far it is: on a terminal in one line, else in a line now and then. */
function teller(start: number): (iteration: number, gap: number) => void {
	let told = start;
	return (iteration, gap) => {
		const now = performance.now();
		const line = `iteration ${iteration}, relative gap ${gap.toExponential(2)}, ${((now - start) / 1000).toFixed(0)} s`;
		if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
		else if (now - told >= TELL_EVERY) {
			process.stderr.write(`${line}\n`);
			told = now;
		}
	};
}

function text({
	converged,
	relativeGap,
	beckmann,
	totalTravelTime,
	iterations,
	seconds,
	...of
}: Report): string {
	return `${converged ? 'converged' : 'DID NOT CONVERGE'} after ${iterations} iterations, ${seconds.toFixed(2)} s
  relative gap        ${relativeGap.toExponential(3)}
  Beckmann objective  ${beckmann}
  total travel time   ${totalTravelTime}
  ${of.trips} trips (${of.intrazonal} within their zone), ${of.zones} zones, ${of.nodes} nodes, ${of.links} links
`;
}
interface Report extends Pick<
	Assignment,
	'converged' | 'relativeGap' | 'beckmann' | 'totalTravelTime' | 'iterations'
> {
	readonly seconds: number;
	readonly zones: number;
	readonly nodes: number;
	readonly links: number;
	readonly trips: number;
	readonly intrazonal: number;
}

function flowTable({ from, to, links }: RoadNetwork, { flow, cost }: Assignment): string {
	const rows = Array.from(
		{ length: links },
		(_, link) => `${from[link]! + 1},${to[link]! + 1},${flow[link]},${cost[link]}`
	);
	return `from,to,flow,cost\n${rows.join('\n')}\n`;
}

const readText = (file: string) => new TextDecoder().decode(readMessage(file));

function share(text: string): number {
	const value = Number(text);
	if (!(value > 0 && value < 1)) throw new InvalidArgumentError('It must lie between 0 and 1.');
	return value;
}
function weight(text: string): number {
	const value = Number(text);
	if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('It must be a number from 0 up.');
	return value;
}
