import type { EpochMs } from '#lib/model/units.ts';
import type { Intake } from './intake.ts';
import { openBroker, MQTT_SOURCE, type Broker } from './mqtt/broker.ts';
import { followBroker } from './mqtt/outside-broker.ts';
import { startPoller } from './poll/poller.ts';
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
	const { config, intake, tally } = options;
	const broker = await embedded(options);
	const others = [
		...config.brokers.map((entry) => followBroker(entry, { intake, tally, epoch: options.epoch })),
		...config.pollers.map((entry) => startPoller(entry, { intake, tally }))
	];
	return {
		get mqttPort() {
			return broker?.port;
		},
		async close() {
			await Promise.all([broker?.close(), ...others.map((other) => other.close())]);
		}
	};
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
		tally.open(MQTT_SOURCE);
		return undefined;
	}
	return openBroker({ host, port: mqttPort, devices, intake, tally, limits });
}
