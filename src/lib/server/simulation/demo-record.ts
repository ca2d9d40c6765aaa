import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const demoRecord = z.object({
	generator: z.number(),
	seed: z.number(),
	buildings: z.number(),
	version: z.string()
});

/** What a demo city's pack was made from: `version` is the pack's. */
export type DemoRecord = z.infer<typeof demoRecord>;

export const demoRecordFile = (dataDir: string, id: string): string => join(dataDir, 'demo', `${id}.json`);

/** What the pack of that id was made from; undefined when it is no demo city, or its record cannot be read. */
export function readDemoRecord(dataDir: string, id: string): DemoRecord | undefined {
	try {
		return demoRecord.safeParse(JSON.parse(readFileSync(demoRecordFile(dataDir, id), 'utf8'))).data;
	} catch {
		return undefined;
	}
}
