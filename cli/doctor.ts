import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { LOG_FILE } from '#lib/server/bus/schema.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { listPacks, openPack } from '#lib/server/http/city-pack.ts';
import { failed, ok, warning, type Finding } from './doctor/check.ts';
import { checkChromium } from './doctor/chromium.ts';
import { checkClock } from './doctor/clock.ts';
import { checkDisk } from './doctor/disk.ts';
import { checkPort } from './doctor/ports.ts';
import { askHealth, checkServer } from './doctor/server.ts';
import { urlOption } from './server-options.ts';

const MARKS = { ok: 'ok     ', warning: 'WARNING', failed: 'FAILED ' } as const;

/** `cityloop doctor`: is this machine fit, and is the running server well? */
export const doctorCommand = new Command('doctor')
	.description('Check ports, disk, clock, browser, city packs and feeds, and say what is wrong.')
	.addOption(urlOption())
	.option('--data <dir>', 'data folder', process.env['CITYLOOP_DATA'] ?? 'data')
	.option('--mqtt-port <n>', 'port of the embedded MQTT broker', Number, 1883)
	.option('--json', 'findings as JSON')
	.addHelpText('after', '\nExit codes: 0 nothing failed (there may be warnings), 1 something failed.')
	.action(async (options: { url: string; data: string; mqttPort: number; json?: boolean }) => {
		const health = await askHealth(options.url);
		const { hostname, port } = new URL(options.url);
		const findings = [
			...checkDisk(options.data),
			...(await checkClock(newestReceived(options.data))),
			await checkPort('web', hostname, Number(port || 80), health !== undefined),
			await checkPort(
				'mqtt',
				'127.0.0.1',
				options.mqttPort,
				health?.live?.ingest.mqttPort === options.mqttPort
			),
			checkChromium(),
			...checkPacks(options.data),
			...checkServer(options.url, health)
		];
		if (options.json) console.log(JSON.stringify({ findings }));
		else for (const finding of findings) console.log(lineOf(finding));
		if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
	});

const lineOf = ({ check, state, found, cure }: Finding) =>
	`${MARKS[state]}  ${check}: ${found}${cure === undefined ? '' : `\n         → ${cure}`}`;

function checkPacks(dataDir: string): readonly Finding[] {
	const packs = listPacks(dataDir);
	if (packs.length === 0)
		return [warning('city', `there is no city pack in ${dataDir}`, 'import one: cityloop import --help')];
	return packs.map((id) => {
		try {
			const { manifest } = openPack(dataDir, id);
			return ok('city', `${id} (${manifest.name.en}), ${manifest.datasets.length} datasets`);
		} catch (thrown) {
			return failed('city', AppError.from(thrown).message, `import ${id} again`);
		}
	});
}

/** Time of receipt of the newest message in any city's log. */
function newestReceived(dataDir: string): number | undefined {
	const times = listPacks(dataDir).flatMap((id) => {
		const dir = join(dataDir, 'live', id, 'log');
		if (!existsSync(join(dir, LOG_FILE))) return [];
		const reader = openSqliteReader(dir);
		const [last] = reader.read(reader.end, 1);
		reader.close();
		return last ? [last.receivedAt] : [];
	});
	return times.length > 0 ? Math.max(...times) : undefined;
}
