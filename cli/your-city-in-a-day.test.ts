import { spawn } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import type { IndicatorDetail } from '#lib/model/indicator.ts';
import type { Theme } from '#lib/model/theme.ts';
import type { Health } from '#lib/server/http/health.ts';
import { startServer, type RunningServer } from '#lib/server/http/start-server.ts';
import { IndicatorStage } from '../tests/fixtures/indicator-stage.ts';
import { observation } from '../tests/fixtures/live-log.ts';
import { RuleStage } from '../tests/fixtures/rule-stage.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DATA = process.env['CITYLOOP_TEST_DATA'] ?? resolve(ROOT, '../shared/data');
const GUIDE = readFileSync(join(ROOT, 'docs/guide/your-city-in-a-day.md'), 'utf8');

interface Block {
	readonly language: string;
	/** What it is for, or the file that it is. */
	readonly name: string | undefined;
	readonly text: string;
}
const BLOCKS: readonly Block[] = [...GUIDE.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
	([, language, name, text]) => ({ language: language!, name, text: text! }) // groups that always match
);
const fileOf = (name: string) => BLOCKS.find((block) => block.name === name)!.text;

/** Commands of a block: a line that ends with a backslash goes on in the next. */
const commandsOf = ({ text }: Block) =>
	text
		.split(/(?<!\\)\n(?!\t)/)
		.map((command) => command.trim())
		.filter((command) => command !== '');

let dir: string;
let feed: Server;
let server: RunningServer | undefined;
let mqttPort = 0;
const url = () => `http://127.0.0.1:${server!.port}`;

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-guide-'));
	const vehicles = join(DATA, 'gtfs-rt-victoria/vic-metro-vehicle-positions.pb');
	if (!existsSync(vehicles)) return;
	copyFileSync(vehicles, join(dir, 'vehicles.pb'));
	copyFileSync(join(DATA, 'andorra-osm/andorra.osm.pbf'), join(dir, 'andorra.osm.pbf'));
	feed = createServer((_, response) => response.end(readFileSync(vehicles)));
	await new Promise<void>((listening) => feed.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
	await server?.close();
	feed?.close();
	rmSync(dir, { recursive: true, force: true });
});

/** The server as `npm start` starts it, without its pages: those need a build. */
async function serve(command: string): Promise<void> {
	const city = /^npm start -- --city (\w+)$/.exec(command)?.[1];
	if (!city) throw new Error(`not a start of the server: ${command}`);
	await server?.close();
	server = await startServer({
		dataDir: join(dir, 'data'),
		cityId: city,
		host: '127.0.0.1',
		port: 0,
		mqttPort: 0,
		simulate: false,
		pages: (_request, response) => response.writeHead(404).end()
	});
	mqttPort = (await health()).live!.ingest.mqttPort!;
}

async function ask<T>(path: string): Promise<T> {
	return (await (await fetch(url() + path)).json()) as T;
}
const health = () => ask<Health>('/api/health');

/** Runs a command of the guide as it is written, at the ports of this test. */
async function run(command: string): Promise<string> {
	const cityloop = `'${process.execPath}' --no-warnings '${ROOT}/cli/main.ts'`;
	const here = command
		.replace(/^npm run -s cityloop -- (themes|doctor)\b.*$/, (line) => `${line} --url ${server ? url() : ''}`)
		.replace(/^(npm run -s cityloop -- doctor.*)$/, `$1 --mqtt-port ${mqttPort}`)
		.replace(/^npm run -s cityloop --/, cityloop)
		.replace(/^npx mqtt/, `'${process.execPath}' '${ROOT}/node_modules/.bin/mqtt'`)
		.replace('-p 1883', `-p ${mqttPort}`)
		.replace('http://127.0.0.1:4400', server ? url() : '');
	const child = spawn('sh', ['-c', here], {
		cwd: dir,
		env: { ...process.env, CITYLOOP_DATA: join(dir, 'data') }
	});
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const code = await new Promise<number | null>((ended) => child.on('close', ended));
	if (code !== 0) throw new AppError('INTERNAL', { message: `${command}\nended with ${code}:\n${said}` });
	return said;
}

function write({ name, text }: Block): void {
	const file = join(dir, name!);
	mkdirSync(dirname(file), { recursive: true });
	const { port } = feed.address() as AddressInfo; // listening on TCP
	writeFileSync(file, text.replace('https://transit.example/', `http://127.0.0.1:${port}/`));
}

const hasData = existsSync(join(DATA, 'andorra-osm')) && existsSync(join(DATA, 'gtfs-rt-victoria'));
describe.skipIf(!hasData)('with the data of Andorra and Victoria (CITYLOOP_TEST_DATA)', () => {
	test('every file and every command of the guide, in their order, does what the guide says', async () => {
		const said = new Map<string, string>();
		for (const block of BLOCKS) {
			if (block.name === 'setup') expect(commandsOf(block)).toEqual(['npm ci']);
			else if (block.name === 'serve') for (const command of commandsOf(block)) await serve(command);
			else if (block.language !== 'sh') write(block);
			else
				for (const command of commandsOf(block)) {
					if (command.includes('/api/indicators/')) await isMade('environment/pm25-mean');
					said.set(command, await run(command));
				}
		}
		const saidBy = (start: string) =>
			[...said].flatMap(([command, text]) => (command.includes(start) ? [text] : []));

		const [report] = saidBy('import');
		for (const [, quoted] of GUIDE.matchAll(/^- \*\*`(.+)`\*\*/gm)) expect(report).toContain(quoted);
		expect(existsSync(join(dir, 'data/cities/andorra/report.json'))).toBe(true);
		expect(saidBy('doctor')[0]).toContain('andorra (Andorra), 4 datasets');
		expect(saidBy('/ingest/json').map((text) => JSON.parse(text) as object)).toMatchObject([
			{ accepted: 1, rejected: [] },
			{ accepted: 1, rejected: [] }
		]);
		expect(saidBy('decode')[0]).toContain('226');
		expect(saidBy('themes list')[0]).toMatch(/environment/);
		expect(JSON.parse(saidBy('/api/indicators/')[0]!)).toMatchObject({
			stale: false,
			latest: { value: 13.5, rows: 2, origin: 'measured' },
			areas: [
				{ area: 'North', value: 9 },
				{ area: 'South', value: 18 }
			]
		});
		const { feeds, live } = await vi.waitFor(async () => {
			const now = await health();
			expect(now.live!.ingest.sources.find(({ id }) => id === 'buses')).toMatchObject({ state: 'ok' });
			return now;
		}, 10_000);
		expect(feeds.map(({ id }) => id)).toEqual(expect.arrayContaining(['air', 'noise', 'bus-vehicles']));
		expect(live!.indicators?.failing).toEqual([]);
		expect(await run('tar -tzf cityloop-backup.tgz')).toContain('live/andorra/log/log.sqlite');
	}, 120_000);

	async function isMade(key: string): Promise<void> {
		await vi.waitFor(async () => {
			const { latest, areas } = await ask<IndicatorDetail>(`/api/indicators/${key}`);
			expect([latest?.value, areas.length]).toEqual([13.5, 2]);
		}, 60_000);
	}
});

test('the number and the alarm of the guide’s theme are what it says of them', async () => {
	const file = join(dir, 'noise.ts');
	const source = fileOf('src/lib/themes/noise/noise.ts').replaceAll("'#lib/", `'${ROOT}/src/lib/`);
	writeFileSync(file, source);
	const { noise } = (await import(pathToFileURL(file).href)) as { noise: Theme };
	const [layer] = noise.layers.map(({ declaration }) => declaration);

	const stage = new IndicatorStage();
	try {
		stage.log.declare(layer!, stage.clock);
		const meters = [65, 70, 71].map((level, k) => observation(`m${k}`, stage.clock, { values: { level } }));
		stage.log.say('noise', meters, stage.clock);
		stage.themes = [{ theme: noise }];
		await stage.pass(1);
		const { latest, failure } = stage.state('noise/quiet');
		expect([failure, latest]).toMatchObject([undefined, { numerator: 2, denominator: 3, rows: 3 }]);
		expect(latest?.value).toBeCloseTo(200 / 3, 10);
	} finally {
		await stage.remove();
	}

	const rules = noise.rules.map((rule) => ({ key: `noise/${rule.id}`, theme: 'noise', rule }));
	const told = new RuleStage([layer!], rules);
	for (const [level, minutes] of [
		[76, 3],
		[72, 2],
		[69, 6]
	] as const)
		for (let k = 0; k < minutes; k++) {
			told.say('noise', 'plaza', { values: { level } });
			told.pass(60);
		}
	expect(told.told()).toEqual(['+120 raised plaza 3', '+600 cleared plaza']);
});

test('the service of the guide is started with options that there are', async () => {
	const command = /^ExecStart=\S+ (cli\/main\.ts serve .+)$/m.exec(fileOf('cityloop.service'))![1]!;
	const help = await run('npm run -s cityloop -- serve --help');
	const options = command.match(/--[a-z-]+/g)!;
	expect(options.filter((option) => !help.includes(option))).toEqual([]);
	expect(options).toContain('--city');
});
