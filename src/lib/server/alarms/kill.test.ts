import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nextAlarm, type KeptAlarm } from './book/kept-alarm.ts';
import { ALARMS_FILE, AlarmStore } from './store.ts';

const PROGRAM = fileURLToPath(new URL('../../../../tests/fixtures/alarm-program.ts', import.meta.url));
const ROUNDS = 3;
const COMMITS = 60;

/** Runs the program until it has said so many commits, kills it, and returns the newest revision that it said. */
async function runAndKill(dir: string): Promise<number> {
	const child = spawn(process.execPath, ['--no-warnings', PROGRAM, dir], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let [said, commits] = [0, 0];
	for await (const line of createInterface({ input: child.stdout })) {
		const { rev } = JSON.parse(line) as { rev?: number }; // written by alarm-program.ts
		if (rev !== undefined) [said, commits] = [rev, commits + 1];
		if (commits === COMMITS) child.kill('SIGKILL');
	}
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
	return said;
}

test('killed at any moment, the log has every line that was said to be written, and the alarms are what it makes of them', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-alarms-'));
	for (let round = 0; round < ROUNDS; round++) {
		const said = await runAndKill(dir);
		const store = new AlarmStore(dir);
		expect(store.rev).toBeGreaterThanOrEqual(said);
		const database = new DatabaseSync(join(dir, ALARMS_FILE), { readOnly: true });
		const revs = database.prepare('SELECT rev FROM log ORDER BY rev').all();
		expect(revs.map(({ rev }) => rev)).toEqual(Array.from({ length: store.rev }, (_, n) => n + 1));
		const ids = database.prepare('SELECT id FROM alarms').all();
		for (const { id } of ids) {
			let alarm: KeptAlarm | undefined;
			for (const entry of store.log(String(id))) alarm = nextAlarm(alarm, entry);
			expect(store.alarm(String(id))).toEqual(alarm);
		}
		// Every second alarm is cleared when it is raised, and so closed when it is acknowledged.
		const active = store.open().filter((alarm) => alarm.active);
		expect(store.watches()).toHaveLength(active.length);
		database.close();
		store.close();
	}
	rmSync(dir, { recursive: true });
});
