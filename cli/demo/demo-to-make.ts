import { YUNQUAN_DEFAULTS, YUNQUAN_VERSION, type YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import { listPacks } from '#lib/server/http/city-pack.ts';
import { readDemoRecord } from '#lib/server/simulation/demo-record.ts';

const DEMO_ID = 'yunquan';

/**
 * The demo city that a server must make before it can show `city` (the first pack when undefined): the default one
 * when there is no pack at all, and one that an older generator made. Undefined when nothing is to be made.
 */
export function demoToMake(
	data: string,
	city: string | undefined
): (YunquanOptions & { readonly id: string }) | undefined {
	const packs = listPacks(data);
	const id = city ?? packs[0] ?? DEMO_ID;
	if (!packs.includes(id)) return id === DEMO_ID ? { id, ...YUNQUAN_DEFAULTS } : undefined;
	const record = readDemoRecord(data, id);
	if (!record || record.generator === YUNQUAN_VERSION) return undefined;
	return { id, seed: record.seed, buildings: record.buildings };
}
