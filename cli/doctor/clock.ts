import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { failed, ok, warning, type Finding } from './check.ts';

/** No clock that is right says a time before this program was written. */
const EARLIEST = Date.UTC(2026, 10, 1);
const WATCHED_MS = 500;
/** A clock that gains or loses more in half a second is being stepped. */
const STEP_MS = 20;

/** Whether the clock can be believed: not absurd, not stepping, kept by the network, not behind what was already received. */
export async function checkClock(newestReceived: number | undefined): Promise<readonly Finding[]> {
	const now = Date.now();
	if (now < EARLIEST)
		return [
			failed(
				'clock',
				`it says ${new Date(now).toISOString()}`,
				'set the date: every observation is stamped with it'
			)
		];
	const findings: Finding[] = [];
	if (newestReceived !== undefined && newestReceived > now + 1000)
		findings.push(
			failed(
				'clock',
				`it is ${((newestReceived - now) / 1000).toFixed(0)} s behind the newest message received`,
				'set the date: the clock was put back'
			)
		);
	const drift = await driftOver(WATCHED_MS);
	if (Math.abs(drift) > STEP_MS)
		findings.push(
			warning(
				'clock',
				`it moved ${drift.toFixed(0)} ms too far in half a second`,
				'see what sets it: let one service slew it'
			)
		);
	findings.push(keptByNetwork());
	return findings;
}

/** Wall clock against the steady one, ms. */
async function driftOver(ms: number): Promise<number> {
	const [wall, steady] = [Date.now(), performance.now()];
	await pause(ms);
	return Date.now() - wall - (performance.now() - steady);
}

function keptByNetwork(): Finding {
	const { status, stdout } = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
		encoding: 'utf8'
	});
	const answer = stdout?.trim();
	if (status !== 0 || (answer !== 'yes' && answer !== 'no'))
		return ok(
			'clock',
			`${new Date().toISOString()}; this system does not say whether a time service keeps it`
		);
	return answer === 'yes'
		? ok('clock', 'kept by a time service')
		: warning(
				'clock',
				'no time service keeps it',
				'run chrony or systemd-timesyncd against a server of your network'
			);
}
