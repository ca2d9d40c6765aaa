import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { YUNQUAN_DEFAULTS, YUNQUAN_VERSION, type YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import { cityManifest, type CityManifest } from '#lib/model/city.ts';
import { listPacks } from '#lib/server/http/city-pack.ts';

/** What a kept pack was made from: a pack of the same is not made again. */
const demoRecord = z.object({
	generator: z.number(),
	seed: z.number(),
	buildings: z.number(),
	version: z.string()
});
export type DemoRecord = z.infer<typeof demoRecord>;

export const DEMO_ID = 'yunquan';

export const demoRecordFile = (data: string, id: string): string => join(data, 'demo', `${id}.json`);

/** What the pack of that id was made from; undefined when it is no demo city. */
export async function readDemoRecord(data: string, id: string): Promise<DemoRecord | undefined> {
	const parsed = demoRecord.safeParse(await readJson(demoRecordFile(data, id)));
	return parsed.success ? parsed.data : undefined;
}

/** The pack's manifest; undefined when there is none that can be read. */
export async function readPack(data: string, id: string): Promise<CityManifest | undefined> {
	const parsed = cityManifest.safeParse(await readJson(join(data, 'cities', id, 'city.json')));
	return parsed.success ? parsed.data : undefined;
}

/**
 * The demo city that a server must make before it can show `city` (the first pack when undefined): the default one
 * when there is no pack at all, and one that an older generator made. Undefined when nothing is to be made.
 */
export async function demoToMake(
	data: string,
	city: string | undefined
): Promise<(YunquanOptions & { readonly id: string }) | undefined> {
	const id = city ?? listPacks(data)[0] ?? DEMO_ID;
	if (!listPacks(data).includes(id)) return id === DEMO_ID ? { id, ...YUNQUAN_DEFAULTS } : undefined;
	const record = await readDemoRecord(data, id);
	if (!record || record.generator === YUNQUAN_VERSION) return undefined;
	return { id, seed: record.seed, buildings: record.buildings };
}

/** The file's JSON; undefined when there is none or it cannot be read as JSON. */
async function readJson(file: string): Promise<unknown> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
}
