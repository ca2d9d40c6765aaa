import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cityManifest, type CityManifest } from '#lib/model/city.ts';
import { YUNQUAN_VERSION, type YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import type { ImportReport } from '#lib/model/import-report.ts';
import { demoRecordFile, readDemoRecord } from '#lib/server/simulation/demo-record.ts';
import { openCityBaker } from '#tiles/bake/open-city-baker.ts';
import { importCity } from '#tiles/import/import-city.ts';
import type { Progress } from '#tiles/import/import-context.ts';
import { parseImportOptions } from '#tiles/import/import-options.ts';
import { writeSources } from './write-sources.ts';

export interface DemoOptions extends YunquanOptions {
	readonly id: string;
	/** Data folder. */
	readonly data: string;
	/** Folder where the open data files stay; otherwise they are gone when the pack is there. */
	readonly keepSources?: string;
	/** Makes it anew though it is there. */
	readonly force: boolean;
}

export interface DemoEffects {
	readonly progress: Progress;
	readonly signal: AbortSignal;
	/** Epoch ms. */
	readonly now: () => number;
}

export interface Demo {
	/** The pack's folder. */
	readonly path: string;
	readonly manifest: CityManifest;
	/** Absent when the pack was there already. */
	readonly report?: ImportReport;
}

const ATTRIBUTION = '云泉为虚构城市 · Yunquan is a fictional city';

/** Sees to it that the demo city's pack is there: makes its open data and imports them like any city's. */
export async function makeDemo(options: DemoOptions, { progress, signal, now }: DemoEffects): Promise<Demo> {
	const { id, data, seed, buildings } = options;
	const path = join(data, 'cities', id);
	const record = demoRecordFile(data, id);
	const there = await readManifest(path);
	const key = { generator: YUNQUAN_VERSION, seed, buildings };
	if (there && !options.force && options.keepSources === undefined) {
		const known = readDemoRecord(data, id);
		if (JSON.stringify(known) === JSON.stringify({ ...key, version: there.version }))
			return { path, manifest: there };
	}
	const folder = options.keepSources ?? join(data, 'demo', `${id}-sources-${process.pid}`);
	try {
		progress.say(`Making ${buildings} buildings of Yunquan from seed ${seed} …`);
		const sources = await writeSources({ folder, seed, buildings }, signal);
		const request = parseImportOptions(
			{
				id,
				nameZh: '云泉',
				nameEn: 'Yunquan',
				timezone: 'Asia/Shanghai',
				attribution: [ATTRIBUTION],
				fictional: true,
				// Only a made-up city gives way; a real one of the same id stays, and the import says so.
				force: there?.fictional ?? false,
				...sources
			},
			data
		);
		const { manifest, report } = await importCity(request, {
			openBaker: openCityBaker,
			progress,
			signal,
			now
		});
		await mkdir(join(data, 'demo'), { recursive: true });
		await writeFile(record, `${JSON.stringify({ ...key, version: manifest.version })}\n`);
		return { path, manifest, report };
	} finally {
		if (options.keepSources === undefined) await rm(folder, { recursive: true, force: true });
	}
}

/** The pack's manifest; undefined when there is none that can be read. */
async function readManifest(path: string): Promise<CityManifest | undefined> {
	try {
		return cityManifest.safeParse(JSON.parse(await readFile(join(path, 'city.json'), 'utf8'))).data;
	} catch {
		return undefined;
	}
}
