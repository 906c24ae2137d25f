/** Types of charges and their sources. No code: @billkit/charges reads, adds up and writes them. */
export type { Charge, ChargeBasis, ChargeCategory, ChargeEvidence } from "./charge.js";
export type {
  ChargeBody,
  ChargeProgress,
  ChargeRequest,
  ChargeSource,
  ContractChargeSource,
  CustomChargeSource,
  Instants,
} from "./source.js";
export type {
  AmountDefinition,
  Arithmetic,
  ArgumentValue,
  CallDefinition,
  ChargeFields,
  ChargeRule,
  ChargesDefinition,
  FieldValue,
  LoopDefinition,
  OptionValue,
  PeriodFields,
  RuleInput,
  RuleResult,
  VendorTotal,
  ViewDefinition,
} from "./definition.js";
