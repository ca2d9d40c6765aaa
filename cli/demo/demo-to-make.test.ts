import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { YUNQUAN_DEFAULTS, YUNQUAN_VERSION } from '#lib/cities/yunquan/plan/options.ts';
import { demoToMake } from './demo-to-make.ts';

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'cityloop-demo-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

function pack(id: string, madeBy?: { readonly generator: number }): void {
	mkdirSync(join(data, 'cities', id), { recursive: true });
	writeFileSync(join(data, 'cities', id, 'city.json'), '{}');
	if (!madeBy) return;
	mkdirSync(join(data, 'demo'), { recursive: true });
	const record = { ...madeBy, seed: 5, buildings: 900, version: '0123456789ab' };
	writeFileSync(join(data, 'demo', `${id}.json`), JSON.stringify(record));
}

test('without any pack the default demo city is to be made', () => {
	expect(demoToMake(data, undefined)).toEqual({ id: 'yunquan', ...YUNQUAN_DEFAULTS });
	expect(demoToMake(data, 'yunquan')).toEqual({ id: 'yunquan', ...YUNQUAN_DEFAULTS });
});

test('a city that somebody asks for by another name is not made up', () => {
	expect(demoToMake(data, 'nyc')).toBeUndefined();
});

test('a real city, and a demo city of this generator, are left as they are', () => {
	pack('nyc');
	expect(demoToMake(data, undefined)).toBeUndefined();
	pack('yunquan', { generator: YUNQUAN_VERSION });
	expect(demoToMake(data, 'yunquan')).toBeUndefined();
});

test('a demo city of an older generator is made anew with its own seed and size', () => {
	pack('small', { generator: YUNQUAN_VERSION - 1 });
	expect(demoToMake(data, 'small')).toEqual({ id: 'small', seed: 5, buildings: 900 });
});
