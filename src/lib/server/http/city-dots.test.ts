import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Float64, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_DOTS, unpackDots } from '#lib/model/packed-dots.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { cityDots } from './city-dots.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-dots-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const title = { zh: '请求', en: 'Requests' };
const points = { kind: 'points' as const, title, file: 'points.arrow', columns: [], withoutPosition: 2 };

function packOf(lng: (number | null)[], lat: (number | null)[], rows = lng.length) {
	const table = new Table({
		lng: vectorFromArray(lng, new Float64()),
		lat: vectorFromArray(lat, new Float64())
	});
	writeFileSync(join(dir, 'points.arrow'), tableToIPC(table, 'stream'));
	const manifest: CityManifest = {
		...tinyCity,
		datasets: [
			{ ...points, id: 'requests', rows },
			{ kind: 'roads', id: 'roads', title, file: 'roads.arrow', rows: 3 }
		]
	};
	return { dir, manifest };
}

test('rows without a place are left out', async () => {
	const pack = packOf([116.1, null, 116.3, Number.NaN], [39.1, 39.2, 39.3, 39.4]);
	const dots = unpackDots((await cityDots(pack, 'requests')).buffer as ArrayBuffer);
	expect([...dots].map((degrees) => Number(degrees.toFixed(5)))).toEqual([116.1, 39.1, 116.3, 39.3]);
});

test('what is no small dataset of points has none', async () => {
	const pack = packOf([116.1], [39.1], MOST_DOTS + 1);
	for (const id of ['requests', 'roads', 'nothing'])
		await expect(cityDots(pack, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
