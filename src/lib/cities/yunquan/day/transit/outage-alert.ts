import bindings from 'gtfs-realtime-bindings';
import type { Line } from '../../transit/line.ts';
import type { World } from '../world.ts';

const { Alert } = bindings.transit_realtime;

/** What passengers of a line that stands still are told; undefined when it runs. */
export function outageAlert(line: Line, world: World): bindings.transit_realtime.IFeedEntity | undefined {
	const outage = world.incident('metro-outage');
	if (!outage) return undefined;
	const { zh, en } = line.name;
	const texts = (chinese: string, english: string) => ({
		translation: [
			{ text: chinese, language: 'zh' },
			{ text: english, language: 'en' }
		]
	});
	return {
		id: `outage ${line.id} ${outage.since}`,
		alert: {
			activePeriod: [{ start: Math.floor(outage.since / 1000) }],
			informedEntity: [{ agencyId: 'YQ', routeId: line.id }],
			cause: Alert.Cause.TECHNICAL_PROBLEM,
			effect: Alert.Effect.NO_SERVICE,
			severityLevel: Alert.SeverityLevel.SEVERE,
			headerText: texts(`${zh}因设备故障暂停运行`, `${en} stands still: technical fault`),
			descriptionText: texts(
				`${zh}供电设备故障，列车在站待命，请改乘其他线路或地面公交。`,
				`A fault of the power supply stops ${en}; trains wait in stations. Take other lines or buses.`
			)
		}
	};
}
