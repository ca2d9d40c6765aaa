import { Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { layerId, type Metric } from '#lib/model/live-layer.ts';
import { readInstant } from './read-instant.ts';
import { openJourneys } from './replay/journeys.ts';
import { openPast } from './replay/past.ts';
import { play } from './replay/play.ts';
import { openPublisher } from './replay/publisher.ts';
import type { Recording } from './replay/recording.ts';
import { openTables, parseColumns, readPositions } from './replay/table.ts';

interface ReplayOptions {
	readonly layer: string;
	readonly to: string;
	readonly speed: number;
	readonly columns?: string;
	readonly metrics?: readonly Metric[];
	readonly positions?: string;
	readonly timezone: string;
	readonly history?: string;
	readonly historyLayer?: string;
	readonly from?: number;
	readonly until?: number;
	readonly titleZh?: string;
	readonly titleEn?: string;
	readonly attribution: string;
	readonly tenant: string;
	readonly user?: string;
	readonly loop?: boolean;
	readonly seconds: number;
	readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  Taxi journeys with a time per vertex, through a real MQTT broker:
    cityloop replay trips.json.gz --layer taxi-live --to mqtt://127.0.0.1:1883

  Four years of hourly air quality, one hour a second:
    cityloop replay PRSA_Data_*.csv.gz --layer air --speed 3600 \\
      --columns time=year+month+day+hour,entity=station,format=y-M-d-H --timezone Asia/Shanghai \\
      --metrics "PM2.5=ug/m3,PM10=ug/m3,TEMP=Cel" --positions stations.csv

  The last hour of a running city's layer, ten times as fast, into another server:
    cityloop replay --history http://127.0.0.1:4400 --layer buses --from -1h --speed 10 --to http://127.0.0.1:4500

Times are shifted so that the first observation is now; the layer says that it is replayed and its true date.
A password is read from CITYLOOP_MQTT_PASSWORD, a token from CITYLOOP_INGEST_TOKEN.`;

/** `cityloop replay`: a recording becomes a live feed, on the way that every feed takes. */
export const replayCommand = new Command('replay')
	.description('Publish a recording, or a stretch of history, as a live feed through MQTT or HTTP.')
	.argument('[files...]', 'journeys (.json[.gz]) or tables (.csv[.gz])')
	.requiredOption('--layer <id>', 'live layer to publish', readLayer)
	.option('--to <url>', 'mqtt://host:1883 or http://host:4400', 'mqtt://127.0.0.1:1883')
	.option('--speed <n>', 'seconds of the recording in one of ours', readPositive, 1)
	.option(
		'--columns <key=column,…>',
		'of a table: time, entity, lng, lat, format; time=a+b joins columns with a dash'
	)
	.option('--metrics <name=unit,…>', 'measured columns with their UCUM units', readMetrics)
	.option('--positions <file.csv>', 'places of the entities: station, longitude, latitude')
	.option('--timezone <zone>', 'of times that name none', 'UTC')
	.option('--history <url>', 'server whose history is played, instead of files')
	.option('--history-layer <id>', 'layer there, when it has another name')
	.option('--from <time>', 'first instant: ISO, or -10m, -1h, -2d from now', readInstant)
	.option('--until <time>', 'last instant', readInstant)
	.option('--title-zh <title>', 'title of the layer in Chinese')
	.option('--title-en <title>', 'title of the layer in English')
	.option('--attribution <text>', 'who published the data', '')
	.option('--tenant <name>', 'second part of the MQTT topic', 'city')
	.option('--user <name>', 'MQTT user')
	.option('--loop', 'start again at the end')
	.addOption(
		new Option('--seconds <n>', 'stop after so many seconds')
			.argParser(readPositive)
			.default(Infinity, 'at the end')
	)
	.option('--json', 'what was sent, as JSON')
	.addHelpText('after', EXAMPLES)
	.action(async (files: readonly string[], options: ReplayOptions) => {
		const recording = clipped(await open(files, options), options);
		for (const { reason, count } of recording.rejected)
			process.stderr.write(`left out: ${count}, ${reason}\n`);
		const { titleZh, titleEn } = options;
		const publisher = await openPublisher({
			to: options.to,
			layer: options.layer,
			tenant: options.tenant,
			device: 'replay',
			...(options.user !== undefined && { username: options.user }),
			...(process.env['CITYLOOP_MQTT_PASSWORD'] && { password: process.env['CITYLOOP_MQTT_PASSWORD'] }),
			...(process.env['CITYLOOP_INGEST_TOKEN'] && { token: process.env['CITYLOOP_INGEST_TOKEN'] })
		});
		const stop = new AbortController();
		process.once('SIGINT', () => stop.abort());
		process.once('SIGTERM', () => stop.abort());
		const tell = progress(recording, options);
		try {
			const played = await play(recording, publisher, {
				layer: options.layer,
				...((titleZh ?? titleEn) !== undefined && {
					title: { zh: titleZh ?? titleEn!, en: titleEn ?? titleZh! }
				}),
				attribution: options.attribution,
				speed: options.speed,
				loop: options.loop ?? false,
				seconds: options.seconds,
				signal: stop.signal,
				onProgress: tell
			});
			if (options.json)
				console.log(
					JSON.stringify({ layer: options.layer, to: options.to, ...played, rejected: recording.rejected })
				);
			else
				process.stderr.write(
					`\n${played.sent} observations in ${played.messages} messages, all acknowledged, in ${played.seconds.toFixed(1)} s\n`
				);
		} finally {
			await publisher.close();
		}
	});

async function open(files: readonly string[], options: ReplayOptions): Promise<Recording> {
	if (options.history !== undefined) {
		const until = options.until ?? Date.now();
		return openPast(
			options.history,
			options.historyLayer ?? options.layer,
			options.from ?? until - 600_000,
			until
		);
	}
	if (files.length === 0)
		throw new AppError('OPTION_INVALID', {
			message: 'Name a file to replay, or --history http://host:4400.'
		});
	if (options.columns !== undefined)
		return openTables(
			files,
			parseColumns(options.columns, options.metrics ?? [], options.timezone),
			options.positions === undefined ? new Map() : await readPositions(options.positions)
		);
	const [file, ...more] = files;
	if (more.length === 0 && /\.json(\.gz)?$/.test(file!)) return openJourneys(file!);
	throw new AppError('OPTION_INVALID', {
		message: `${file}: say what its columns are, for example --columns time=when,entity=id,lng=x,lat=y.`
	});
}

function clipped(recording: Recording, { history, from, until }: ReplayOptions): Recording {
	if (history !== undefined || !recording.dated) return recording;
	return {
		...recording,
		from: Math.max(recording.from, from ?? -Infinity),
		to: Math.min(recording.to, until ?? Infinity)
	};
}

/** One line on a terminal, at most twice a second. */
function progress({ dated }: Recording, { layer }: ReplayOptions) {
	let told = 0;
	return ({ sent, at }: { readonly sent: number; readonly at: number }) => {
		if (!process.stderr.isTTY || Date.now() - told < 500) return;
		told = Date.now();
		process.stderr.write(
			`\r${layer}: ${dated ? new Date(at).toISOString() : `${(at / 1000).toFixed(0)} s`}, ${sent} observations`
		);
	};
}

function readLayer(text: string): string {
	const parsed = layerId.safeParse(text);
	if (!parsed.success) throw new InvalidArgumentError('A layer is small letters, digits, - and _.');
	return parsed.data;
}

function readPositive(text: string): number {
	const value = Number(text);
	if (!(value > 0)) throw new InvalidArgumentError('It is a number above 0.');
	return value;
}

function readMetrics(text: string): readonly Metric[] {
	return text.split(',').map((pair) => {
		const at = pair.lastIndexOf('=');
		return at < 1
			? { name: pair.trim(), unit: '1' }
			: { name: pair.slice(0, at).trim(), unit: pair.slice(at + 1).trim() };
	});
}
