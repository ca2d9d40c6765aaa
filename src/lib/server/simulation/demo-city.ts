import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { YUNQUAN_VERSION, type YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import type { CityManifest } from '#lib/model/city.ts';

const record = z.object({
	generator: z.literal(YUNQUAN_VERSION),
	seed: z.number(),
	buildings: z.number(),
	version: z.string()
});

/**
 * What a pack was made from when it is the demo city as it is made today; undefined for every other city. A pack
 * that another generator made would have devices elsewhere.
 */
export function demoCityOf(
	dataDir: string,
	{ id, version, fictional }: Pick<CityManifest, 'id' | 'version' | 'fictional'>
): YunquanOptions | undefined {
	const file = join(dataDir, 'demo', `${id}.json`);
	if (!fictional || !existsSync(file)) return undefined;
	const parsed = record.safeParse(parseJson(readFileSync(file, 'utf8')));
	if (!parsed.success || parsed.data.version !== version) return undefined;
	return { seed: parsed.data.seed, buildings: parsed.data.buildings };
}

/** Undefined for text that is no JSON: a record that cannot be read is none. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
