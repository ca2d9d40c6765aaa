import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Intake } from './intake.ts';
import { openBroker, type Broker } from './mqtt/broker.ts';
import { HTTP_SOURCE, MQTT_SOURCE } from './source-names.ts';
import type { SourceTally } from './source-tally.ts';
import type { ThreadOptions } from './thread-messages.ts';

export interface WaysOptions extends Pick<ThreadOptions, 'config' | 'host' | 'mqttPort' | 'limits'> {
	readonly intake: Intake;
	readonly tally: SourceTally;
	readonly now: () => EpochMs;
	/** Of the log: names this server to outside brokers. */
	readonly epoch: number;
}

export interface Ways {
	/** Port of the embedded broker, while it listens. */
	readonly mqttPort: number | undefined;
	close(): Promise<void>;
}

/** Opens everything that brings messages by itself: the embedded broker, outside brokers, pollers. */
export async function openWays(options: WaysOptions): Promise<Ways> {
	checkNames(options);
	const broker = await embedded(options);
	const others = [...(await outside(options)), ...(await polled(options))];
	return {
		get mqttPort() {
			return broker?.port;
		},
		async close() {
			await Promise.all([broker?.close(), ...others.map((other) => other.close())]);
		}
	};
}

/** What came by which way is counted by its name. */
function checkNames({ config }: WaysOptions): void {
	const taken = new Set([HTTP_SOURCE, MQTT_SOURCE]);
	for (const { id } of [...config.brokers, ...config.pollers]) {
		if (taken.has(id))
			throw new AppError('INPUT_INVALID', {
				message: `config.json has two sources called "${id}", or one with a name that is taken (http, mqtt): rename one.`
			});
		taken.add(id);
	}
}

/** Loaded when there is one: the client of MQTT is large. */
async function outside({ config, intake, tally, epoch }: WaysOptions) {
	if (config.brokers.length === 0) return [];
	const { followBroker } = await import('./mqtt/outside-broker.ts');
	return config.brokers.map((entry) => followBroker(entry, { intake, tally, epoch }));
}

async function polled({ config, intake, tally }: WaysOptions) {
	if (config.pollers.length === 0) return [];
	const { startPoller } = await import('./poll/poller.ts');
	return config.pollers.map((entry) => startPoller(entry, { intake, tally }));
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** Without devices of its own the broker serves this machine only: there nobody need say who he is. */
async function embedded({
	config,
	host,
	mqttPort,
	intake,
	tally,
	limits
}: WaysOptions): Promise<Broker | undefined> {
	if (mqttPort === undefined) return undefined;
	const { devices } = config;
	if (devices.length === 0 && !LOOPBACK.test(host)) {
		tally.set(
			MQTT_SOURCE,
			'failed',
			`MQTT is closed: on ${host} everyone needs a name and password, and config.json has no devices. Add some, or start with --no-mqtt.`
		);
		return undefined;
	}
	return openBroker({ host, port: mqttPort, devices, intake, tally, limits });
}
