import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '#lib/model/errors.ts';

/** Name of the folder an import writes into before it is renamed; begins with a dot, so it never serves. */
const WORKING = /^\.(.+)\.(?:importing|replaced)-(\d+)$/;

export interface PackFolder {
	/** Where to write. */
	readonly path: string;
	/** Where it will stand. */
	readonly final: string;
	/** Puts it in place; an older pack of the same id is replaced. */
	publish(): Promise<void>;
	/** Leaves nothing behind. */
	discard(): Promise<void>;
}

/** Makes the working folder of an import, after removing what dead imports left. */
export async function openPackFolder(data: string, id: string, force: boolean): Promise<PackFolder> {
	const cities = join(data, 'cities');
	await mkdir(cities, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
		throw new AppError(
			'OPTION_INVALID',
			{
				message: `--data: the folder ${cities} cannot be made (${cause.code}); name one you may write to.`,
				data
			},
			{ cause }
		);
	});
	await removeLeftovers(cities);
	const final = join(cities, id);
	if (!force && (await exists(final)))
		throw new AppError('OPTION_INVALID', {
			message: `--id ${id}: ${final} exists already; add --force to replace it or choose another id.`,
			id
		});
	const path = join(cities, `.${id}.importing-${process.pid}`);
	await rm(path, { recursive: true, force: true });
	await mkdir(path);
	return {
		path,
		final,
		publish: async () => {
			const aside = join(cities, `.${id}.replaced-${process.pid}`);
			const replaced = await exists(final);
			if (replaced) await rename(final, aside);
			try {
				await rename(path, final);
			} catch (thrown) {
				if (replaced) await rename(aside, final);
				throw thrown;
			}
			if (replaced) await rm(aside, { recursive: true, force: true });
		},
		discard: () => rm(path, { recursive: true, force: true, maxRetries: 3 })
	};
}

async function removeLeftovers(cities: string): Promise<void> {
	const names = await readdir(cities);
	for (const name of names) {
		const match = WORKING.exec(name);
		if (!match || alive(Number(match[2]))) continue;
		const [, id] = match;
		// Killed between the two renames: the old pack is whole and goes back.
		if (name.includes('.replaced-') && !names.includes(id!))
			await rename(join(cities, name), join(cities, id!));
		else await rm(join(cities, name), { recursive: true, force: true });
	}
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (thrown) {
		return (thrown as NodeJS.ErrnoException).code === 'EPERM';
	}
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false
	);
}

/** First 12 hex digits of a hash over the names, sizes and contents of all files of a pack. */
export async function packVersion(folder: string, seed: string): Promise<string> {
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = files
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	const whole = createHash('sha256').update(seed);
	for (const path of paths) {
		const content = createHash('sha256');
		let size = 0;
		for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
			content.update(chunk);
			size += chunk.length;
		}
		whole.update(`${relative(folder, path).split(sep).join('/')}\0${size}\0${content.digest('hex')}\n`);
	}
	return whole.digest('hex').slice(0, 12);
}
