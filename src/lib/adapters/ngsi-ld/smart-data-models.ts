import type { EventSeverity } from '#lib/model/observation.ts';
import type { Entity } from './entity.ts';

/** Units that the Smart Data Models fix in words for attributes that come without a `unitCode`. */
const MODEL_UNITS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	TrafficFlowObserved: {
		averageVehicleSpeed: 'km/h',
		averageHeadwayTime: 's',
		averageGapDistance: 'm',
		averageVehicleLength: 'm'
	},
	AirQualityObserved: { temperature: 'Cel', windSpeed: 'm/s', windDirection: 'deg' },
	WasteContainer: { temperature: 'Cel' },
	WaterQualityObserved: { temperature: 'Cel' },
	Vehicle: { speed: 'km/h', heading: 'deg' }
};
const modelUnits = new Map(
	Object.entries(MODEL_UNITS).map(([type, units]) => [type, new Map(Object.entries(units))])
);

/** The unit of an attribute without `unitCode`, when its model fixes one. */
export function unitOfModel(type: string, attribute: string): string | undefined {
	return modelUnits.get(type)?.get(attribute);
}

/** Attributes whose word is the entity's status, the first that says something. */
const STATUS_NAMES = ['status', 'powerState', 'airQualityLevel', 'vehicleRunningStatus'];

/** What the status comes from: a lamp that is `ok` shows its power state instead. */
export function statusOf(entity: Entity): { readonly name: string; readonly word: string } | undefined {
	const words = STATUS_NAMES.flatMap((name) => {
		const value = entity.attributes.get(name)?.value;
		const word: unknown = Array.isArray(value) ? value[0] : value;
		return typeof word === 'string' && word.trim() !== '' ? [{ name, word }] : [];
	});
	const [first, second] = words;
	return first?.word === 'ok' && second?.name === 'powerState' ? second : first;
}

/** Names read for the status, whether or not they won. */
export const STATUSES: ReadonlySet<string> = new Set(STATUS_NAMES);

const SEVERITIES = new Map<unknown, EventSeverity>([
	['informational', 'minor'],
	['low', 'minor'],
	['medium', 'moderate'],
	['high', 'severe'],
	['critical', 'extreme']
]);

/** Severity of the Alert model as ours; both `informational` and `low` are minor. */
export function severityOf(value: unknown): EventSeverity {
	return SEVERITIES.get(value) ?? 'unknown';
}
