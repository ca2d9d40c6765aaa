import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import { Exports, type ExportsOptions } from './exports.ts';
import { FROZEN_AT, wholeBriefing } from './testing/whole-briefing.ts';

function open(make: ExportsOptions['make']) {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-exports-'));
	const { frozen, id, remove } = wholeBriefing({ expiresAfter: 3_600_000 });
	onTestFinished(() => {
		remove();
		rmSync(dir, { recursive: true });
	});
	const clock = { now: FROZEN_AT };
	const again = () => new Exports({ dir, frozen, now: () => clock.now, version: '1', make });
	const exports = again();
	const order = { id, format: 'pdf', language: 'en', publicOrigin: 'http://city.example' } as const;
	return { exports, order, dir, clock, again };
}

test('a file is made once, however many ask for it, and kept', async () => {
	const make = vi.fn<ExportsOptions['make']>(async ({ publicOrigin }, { format, language }) =>
		Buffer.from(`${publicOrigin} ${format} ${language}`)
	);
	const { exports, order } = open(make);
	expect(exports.state(order)).toEqual({ state: 'absent' });
	expect(exports.begin(order)).toEqual({ state: 'running' });
	const [path, again] = await Promise.all([exports.path(order), exports.path(order)]);
	expect([again, readFileSync(path, 'utf8')]).toEqual([path, 'http://city.example pdf en']);
	expect(exports.begin(order)).toEqual({ state: 'done', name: `briefing-${order.id}.en.pdf`, bytes: 26 });
	expect(make).toHaveBeenCalledOnce();
	expect(exports.state({ ...order, publicOrigin: 'http://other' })).toEqual({ state: 'absent' });
});

test('a failure says why, and is tried again when it is asked for again', async () => {
	const failure = new AppError('RENDER_FAILED', { message: 'Slide 2 is blank.' });
	const make = vi
		.fn<ExportsOptions['make']>()
		.mockRejectedValueOnce(failure)
		.mockResolvedValue(Buffer.from('x'));
	const { exports, order } = open(make);
	await expect(exports.path(order)).rejects.toBe(failure);
	expect(exports.state(order)).toEqual({ state: 'failed', message: 'Slide 2 is blank.' });
	await exports.path(order);
	expect(exports.state(order)).toMatchObject({ state: 'done', bytes: 1 });
});

test('files of a briefing whose time is over are removed when the server starts', async () => {
	const { exports, order, dir, clock, again } = open(async () => Buffer.from('x'));
	await exports.path(order);
	clock.now += 3_600_000;
	expect(() => exports.state(order)).toThrow('could be read until');
	expect(readdirSync(dir)).toHaveLength(1);
	again();
	expect(readdirSync(dir)).toEqual([]);
});

test('of a briefing that is not there nothing is made', () => {
	const { exports, order } = open(async () => Buffer.from(''));
	expect(() => exports.begin({ ...order, id: '0000000000000000' })).toThrow('There is no briefing');
});
