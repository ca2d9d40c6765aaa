import { YUNQUAN_VERSION, type YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { readDemoRecord } from './demo-record.ts';

/**
 * What a pack was made from when it is the demo city as it is made today; undefined for every other city. A pack
 * that another generator made would have devices elsewhere.
 */
export function demoCityOf(
	dataDir: string,
	{ id, version, fictional }: Pick<CityManifest, 'id' | 'version' | 'fictional'>
): YunquanOptions | undefined {
	const record = fictional ? readDemoRecord(dataDir, id) : undefined;
	if (record?.generator !== YUNQUAN_VERSION || record.version !== version) return undefined;
	return { seed: record.seed, buildings: record.buildings };
}
