/** SQL that brings a database from one schema version to the next, beginning with 1. Only ever added to. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE billkit.charges (
    id text NOT NULL,
    vendor text NOT NULL,
    account_id text NOT NULL,
    account_name text,
    sub_account_id text,
    view text NOT NULL,
    billing_period_start timestamptz NOT NULL,
    billing_period_end timestamptz NOT NULL,
    charge_period_start timestamptz NOT NULL,
    charge_period_end timestamptz NOT NULL,
    category text NOT NULL,
    service text NOT NULL,
    item text NOT NULL,
    sku text,
    description text,
    invoice_id text,
    quantity numeric,
    unit text,
    unit_price numeric,
    amount numeric,
    list_amount numeric,
    currency text,
    basis text NOT NULL,
    final boolean NOT NULL,
    dimensions jsonb NOT NULL DEFAULT '{}',
    evidence_operation text NOT NULL,
    evidence_request_id text,
    evidence_pointer text NOT NULL,
    evidence_sha256 text NOT NULL,
    evidence_contract text NOT NULL,
    evidence_formula text,
    PRIMARY KEY (vendor, account_id, view, billing_period_start, id)
  );
  CREATE INDEX ON billkit.charges (billing_period_start);
  CREATE TABLE billkit.partitions (
    vendor text NOT NULL,
    account_id text NOT NULL,
    view text NOT NULL,
    billing_period_start timestamptz NOT NULL,
    billing_period_end timestamptz NOT NULL,
    -- Gone from the vendor's answers: kept for its revision number.
    is_gone boolean NOT NULL DEFAULT false,
    revision integer NOT NULL,
    content_hash text NOT NULL,
    row_count integer NOT NULL,
    open_rows integer NOT NULL,
    final boolean NOT NULL,
    totals jsonb NOT NULL,
    run_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    accounts text[] NOT NULL,
    PRIMARY KEY (vendor, account_id, view, billing_period_start)
  );
  CREATE INDEX ON billkit.partitions USING gin (accounts);
  CREATE TABLE billkit.revisions (
    vendor text NOT NULL,
    account_id text NOT NULL,
    view text NOT NULL,
    billing_period_start timestamptz NOT NULL,
    revision integer NOT NULL,
    currency text NOT NULL,
    amount_before numeric,
    amount_after numeric,
    rows_before integer NOT NULL,
    rows_after integer NOT NULL,
    was_final boolean NOT NULL,
    run_id uuid NOT NULL,
    revised_at timestamptz NOT NULL,
    PRIMARY KEY (vendor, account_id, view, billing_period_start, revision, currency)
  );
  CREATE INDEX ON billkit.revisions (revised_at);
  CREATE TABLE billkit.accounts (
    account text PRIMARY KEY,
    run_id uuid NOT NULL,
    vendor text NOT NULL,
    contract text NOT NULL,
    period_start timestamptz NOT NULL,
    period_end timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    round text
  );
  CREATE TABLE billkit.rounds (
    id text PRIMARY KEY,
    period_start timestamptz NOT NULL,
    period_end timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz
  );
  `,
  `
  CREATE TABLE billkit.evidence (
    vendor text NOT NULL,
    account_id text NOT NULL,
    view text NOT NULL,
    billing_period_start timestamptz NOT NULL,
    sha256 text NOT NULL,
    operation text NOT NULL,
    arguments jsonb NOT NULL,
    request_id text,
    contract text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (vendor, account_id, view, billing_period_start, sha256)
  );
  -- One view per vendor, account and billing period enters a total; see isTotalled.
  CREATE VIEW billkit.totalled_charges AS
  SELECT charges.* FROM billkit.charges
  JOIN (
    SELECT DISTINCT ON (vendor, account_id, billing_period_start)
      vendor, account_id, billing_period_start, view
    FROM billkit.charges
    WHERE view NOT IN ('purchases', 'history', 'beside') AND category <> 'purchase'
    ORDER BY vendor, account_id, billing_period_start,
      CASE view WHEN 'invoices' THEN 0 WHEN 'costs' THEN 1 WHEN 'estimated' THEN 2
        WHEN 'usage' THEN 4 ELSE 3 END, view COLLATE "C"
  ) AS entering USING (vendor, account_id, billing_period_start, view)
  WHERE category <> 'purchase';
  `,
];
