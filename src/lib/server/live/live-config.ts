import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { layerDeclaration, layerId } from '#lib/model/live-layer.ts';
import { themeId } from '#lib/model/theme.ts';
import { tokenEntry } from '../auth/access.ts';

const sourceId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'small letters, digits and -');
/** Name of an environment variable that holds a secret: the file itself holds none. */
const secretName = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'the NAME of an environment variable');

/** A device's way into the embedded broker. */
const device = z.object({
	username: z.string().min(1).max(64),
	/** SHA-256 of the password, 64 hexadecimal digits. */
	sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 small hexadecimal digits'),
	tenant: z.string().regex(/^[a-z0-9-]{1,48}$/),
	/** Layers that it may write to; all of the tenant's when empty. */
	layers: z.array(layerId).max(64).default([]),
	/** Devices it may speak for; any when empty. */
	devices: z.array(z.string().min(1).max(128)).max(1000).default([])
});

/** A broker of somebody else's that is listened to. */
const broker = z.object({
	id: sourceId,
	url: z.string().regex(/^(?:mqtts?|wss?):\/\//, 'mqtt://, mqtts://, ws:// or wss://'),
	topics: z.array(z.string().min(1).max(256)).min(1).max(64),
	/** Several servers of one group share the messages. */
	group: z
		.string()
		.regex(/^[A-Za-z0-9_-]{1,48}$/)
		.optional(),
	adapter: z.string().default('json'),
	layer: layerId.optional(),
	username: z.string().max(128).optional(),
	passwordFrom: secretName.optional()
});

/** A document that is asked for again and again: GTFS-Realtime, CAP. */
const poller = z.object({
	id: sourceId,
	url: z.string().regex(/^https?:\/\//, 'http:// or https://'),
	adapter: z.string(),
	layer: layerId.optional(),
	/** Seconds between two requests. */
	every: z.number().min(1).max(86_400).default(30),
	/** Sent as `Authorization`. */
	authorizationFrom: secretName.optional()
});

/** `<data>/live/<city>/config.json`: what comes in, who may, what is kept. Everything has a default. */
export const liveConfig = z.strictObject({
	/** Layers known before their first observation. */
	layers: z.array(layerDeclaration).max(512).default([]),
	/** Themes that are on until somebody switches them; absent: all of a city that is made up, none of another. */
	themes: z.array(themeId).max(100).optional(),
	devices: z.array(device).max(100_000).default([]),
	brokers: z.array(broker).max(32).default([]),
	pollers: z.array(poller).max(64).default([]),
	tokens: z.array(tokenEntry).max(1000).default([]),
	history: z
		.strictObject({ days: z.number().positive().default(30), gigabytes: z.number().positive().default(20) })
		.prefault({})
});
export type LiveConfig = z.output<typeof liveConfig>;
export type DeviceEntry = LiveConfig['devices'][number];
export type BrokerEntry = LiveConfig['brokers'][number];
export type PollerEntry = LiveConfig['pollers'][number];

export const LIVE_CONFIG_FILE = 'config.json';

/** Folder of a city's log, history and settings: they outlive its pack. */
export const liveDirOf = (dataDir: string, city: string): string => join(dataDir, 'live', city);

/** Reads a city's settings, defaults when it has none. Throws INPUT_INVALID that names the place. */
export function readLiveConfig(liveDir: string): LiveConfig {
	const file = join(liveDir, LIVE_CONFIG_FILE);
	if (!existsSync(file)) return liveConfig.parse({});
	const parsed = liveConfig.safeParse(parseJson(file));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${file}: ${first?.path.join('.') || 'the top level'}: ${first?.message ?? 'is wrong'}. Mend it and start again.`,
		file
	});
}

function parseJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (cause) {
		throw new AppError(
			'INPUT_INVALID',
			{ message: `${file} is not JSON. Mend it and start again.`, file },
			{ cause }
		);
	}
}
